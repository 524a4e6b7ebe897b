"""Shopify's export files, byte by byte as the platform writes them: UTF-8 without a mark, LF, ' before zip codes."""

from datetime import datetime

ORDERS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)

CUSTOMERS = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
    "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,"
    "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,"
    "Tags"
)

CUSTOMERS_BEFORE = (
    "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,"
    "Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt"
)

PRODUCTS = (
    "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,"
    "Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,"
    "Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,"
    "Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,"
    "Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Variant Tax Code,"
    "Cost per item,Included / United States,Price / International,Status"
)

PRODUCTS_BY_URL = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,"
    "Option1 name,Option1 value,Option2 name,Option2 value,Price,Compare-at price,Cost per item,Inventory tracker,"
    "Inventory quantity,Product image URL,Image position"
)

ON_EVERY_ROW = frozenset(
    ("Name", "Email", "Created at", "Vendor", *(name for name in ORDERS.split(",") if name.startswith("Lineitem")))
)

FIRST = {
    "Email": "Amy.Chen@Example.com",
    "Financial Status": "paid",
    "Fulfillment Status": "unfulfilled",
    "Accepts Marketing": "no",
    "Currency": "USD",
    "Subtotal": "25.00",
    "Shipping": "0.00",
    "Taxes": "0.00",
    "Total": "25.00",
    "Discount Amount": "0.00",
    "Shipping Method": "Standard",
    "Created at": "2024-05-01 17:58:12 +0800",
    "Paid at": "2024-05-01 17:58:30 +0800",
    "Billing Name": "Amy Chen",
    "Billing Zip": "'94107",
    "Billing Province": "CA",
    "Billing Country": "US",
    "Shipping Name": "Amy Chen",
    "Shipping City": "San Francisco",
    "Shipping Zip": "'94107",
    "Shipping Province": "CA",
    "Shipping Country": "US",
    "Payment Method": "Shopify Payments",
    "Refunded Amount": "0.00",
    "Outstanding Balance": "0.00",
    "Risk Level": "Low",
    "Source": "web",
    "Shipping Province Name": "California",
}

PIECE = {
    "Lineitem quantity": "1",
    "Lineitem name": "Tea Tin",
    "Lineitem price": "25.00",
    "Lineitem sku": "TIN",
    "Lineitem requires shipping": "true",
    "Lineitem taxable": "true",
    "Lineitem fulfillment status": "pending",
    "Lineitem discount": "0.00",
    "Vendor": "老茶客",
}


def head(**cells: str) -> str:
    """The first row of an order, with a product."""
    return line(ORDERS, FIRST | PIECE | cells)


def more(**cells: str) -> str:
    """A further row: what is told of the whole order stays empty."""
    known = FIRST | PIECE | cells
    return line(ORDERS, {name: value for name, value in known.items() if name in ON_EVERY_ROW})


def payment(**cells: str) -> str:
    """A row of another payment: no product."""
    return line(ORDERS, {"Email": FIRST["Email"], "Created at": FIRST["Created at"]} | cells)


def line(header: str, cells: dict[str, str]) -> str:
    """A row under a header; Shopify writes "" for tags and note attributes that are empty."""
    return ",".join(_cell(name, cells.get(name, "")) for name in header.split(","))


def _cell(name: str, value: str) -> str:
    if not value:
        return '""' if name in ("Tags", "Note Attributes") else ""
    return '"' + value.replace('"', '""') + '"' if any(mark in value for mark in ',"\n') else value


def encoded(header: str, *lines: str) -> bytes:
    """The file."""
    return "".join(f"{each}\n" for each in (header, *lines)).encode()


def ms(moment: str) -> int:
    """UTC milliseconds of a moment as the file writes it."""
    return int(datetime.strptime(moment, "%Y-%m-%d %H:%M:%S %z").timestamp() * 1000)
