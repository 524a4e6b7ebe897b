// Boots a Vendure shop in memory on a free loopback port and prints {"url": ...} once it answers.
// Run in the folder that has @vendure/core and sql.js; the folder is the first argument.
const { createRequire } = require("node:module");
const here = createRequire(process.argv[2] + "/package.json");
const core = here("@vendure/core");
const { populate } = here("@vendure/core/cli");
const net = require("node:net");

const initialData = {
    defaultLanguage: "zh",
    defaultZone: "Asia",
    countries: [
        { name: "中国", code: "CN", zone: "Asia" },
        { name: "日本", code: "JP", zone: "Asia" },
    ],
    taxRates: [{ name: "标准税率", percentage: 13 }],
    shippingMethods: [{ name: "快递", price: 800 }],
    paymentMethods: [
        {
            name: "微信支付",
            handler: { code: "dummy-payment-handler", arguments: [{ name: "automaticSettle", value: "true" }] },
        },
    ],
    collections: [],
};

const freePort = () =>
    new Promise((done) => {
        const probe = net.createServer().listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => done(port));
        });
    });

(async () => {
    const port = await freePort();
    const config = {
        apiOptions: { port, hostname: "127.0.0.1", adminApiPath: "admin-api", shopApiPath: "shop-api" },
        authOptions: {
            tokenMethod: ["bearer", "cookie"],
            superadminCredentials: { identifier: "superadmin", password: process.env.VENDURE_PASSWORD },
            requireVerification: false,
        },
        dbConnectionOptions: { type: "sqljs", synchronize: true, logging: false, autoSave: false },
        defaultLanguageCode: "zh",
        logger: new core.DefaultLogger({ level: core.LogLevel.Error }),
        paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
        plugins: [],
    };
    await populate(() => core.bootstrap(config), initialData);
    process.stdout.write(JSON.stringify({ url: `http://127.0.0.1:${port}/admin-api` }) + "\n");
})().catch((error) => {
    process.stderr.write(String(error.stack || error) + "\n");
    process.exit(1);
});
process.stdin.resume(); // ends with whoever started it
process.stdin.on("end", () => process.exit(0));
