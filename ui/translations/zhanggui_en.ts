<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>新店铺</source>
        <translation>A new shop</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>店铺的账用这种货币</source>
        <translation>The shop keeps its books in this currency</translation>
    </message>
    <message>
        <source>Excel 表格不用选编码</source>
        <translation>A workbook needs no encoding</translation>
    </message>
    <message>
        <source>这是什么表</source>
        <translation>What the table is</translation>
    </message>
    <message>
        <source>属于哪家店</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>店名</source>
        <translation>Name of the shop</translation>
    </message>
    <message>
        <source>格式名称</source>
        <translation>Name of the format</translation>
    </message>
    <message>
        <source>文字编码</source>
        <translation>Encoding of the text</translation>
    </message>
    <message>
        <source>时间是哪里的</source>
        <translation>Times are of</translation>
    </message>
    <message>
        <source>金额的货币</source>
        <translation>Currency</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>现在没有要做的事。</source>
        <translation>Nothing to do now.</translation>
    </message>
    <message>
        <source>全部 {0} 条，和变化的原因</source>
        <translation>All {0}, and the reasons</translation>
    </message>
    <message>
        <source>看变化的原因</source>
        <translation>See why it changed</translation>
    </message>
    <message>
        <source>换成能对比的日子</source>
        <translation>Find days that can be compared</translation>
    </message>
    <message>
        <source>正在找变化的原因和该做的事…</source>
        <translation>Looking for the reasons and for what to do…</translation>
    </message>
    <message>
        <source>这次没能找出原因和该做的事。</source>
        <translation>The reasons and what to do could not be found this time.</translation>
    </message>
    <message>
        <source>现在做什么</source>
        <translation>What to do now</translation>
    </message>
    <message>
        <source>没有选对比期，看不出变化来自哪里。在上面选「对比上期」，这里会列出该做的事。</source>
        <translation>No comparison is chosen, so nothing can be said of changes. Choose one above, and what to do is listed here.</translation>
    </message>
    <message>
        <source>{0}数据够对比时，这里列出最值得做的事和牵涉的钱。</source>
        <translation>{0} Once there is enough to compare, what is most worth doing is listed here, with the money at stake.</translation>
    </message>
</context>
<context>
    <name>Ago</name>
    <message>
        <source>刚刚</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{count} 分钟前</source>
        <translation>{count} min ago</translation>
    </message>
    <message>
        <source>{count} 小时前</source>
        <translation>{count} h ago</translation>
    </message>
    <message>
        <source>{count} 天前</source>
        <translation>{count} d ago</translation>
    </message>
    <message>
        <source>正在同步</source>
        <translation>Syncing</translation>
    </message>
    <message>
        <source>上次同步没成功</source>
        <translation>Last sync failed</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>还没同步完，已收到的可以先看</source>
        <translation>Not synced to the end; what arrived can be read</translation>
    </message>
    <message>
        <source>已同步 {when}</source>
        <translation>Synced {when}</translation>
    </message>
    <message>
        <source>已导入 {when}</source>
        <translation>Imported {when}</translation>
    </message>
</context>
<context>
    <name>Analysis</name>
    <message>
        <source>对比 {0}</source>
        <translation>vs {0}</translation>
    </message>
    <message>
        <source>筛选：{0}</source>
        <translation>Filters: {0}</translation>
    </message>
    <message>
        <source>数据截至 {0}</source>
        <translation>Data as of {0}</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>新买家</source>
        <translation>New buyers</translation>
    </message>
    <message>
        <source>老买家</source>
        <translation>Returning buyers</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>AnalysisHead</name>
    <message>
        <source>正在计算…</source>
        <translation>Working it out…</translation>
    </message>
</context>
<context>
    <name>AnalysisPage</name>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>同步店铺或导入订单文件后，这里会告诉你生意怎么样、和之前比是好是坏、变化出在哪里。断网也能看。</source>
        <translation>Sync a shop or import an order file: this page then tells how business went, whether that is better or worse than before, and where the change came from. It works offline.</translation>
    </message>
    <message>
        <source>去接入数据</source>
        <translation>Bring data in</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>接上提供这些记录的店铺接口，或导入带这些记录的文件，这里就有数了。</source>
        <translation>Connect a shop that keeps these records, or import a file that has them.</translation>
    </message>
    <message>
        <source>换一段时间看，或补上缺的记录。</source>
        <translation>Look at other days, or bring in the records that are missing.</translation>
    </message>
    <message>
        <source>这一页要用的记录还没有</source>
        <translation>The records for this page are not there yet</translation>
    </message>
    <message>
        <source>正在计算…</source>
        <translation>Working it out…</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>给客人</source>
        <translation>For a customer</translation>
    </message>
    <message>
        <source>推商品</source>
        <translation>For a product</translation>
    </message>
    <message>
        <source>按人群</source>
        <translation>For a group</translation>
    </message>
    <message>
        <source>推什么给 TA：客户名或编号</source>
        <translation>Customer: name or id</translation>
    </message>
    <message>
        <source>告诉谁：商品名或编号</source>
        <translation>Product: title or id</translation>
    </message>
    <message>
        <source>推哪五件：选一群人</source>
        <translation>Choose a group</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>毛利至少</source>
        <translation>Margin from</translation>
    </message>
    <message>
        <source>毛利占售价的比例低于它的商品不推；不知道进价的照推。</source>
        <translation>Products whose margin is a smaller part of the price are not offered; those of unknown cost are.</translation>
    </message>
    <message>
        <source>看全店</source>
        <translation>Whole shop</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>关闭提示</source>
        <translation>Close this message</translation>
    </message>
</context>
<context>
    <name>Brief</name>
    <message>
        <source>要点</source>
        <translation>In short</translation>
    </message>
</context>
<context>
    <name>CardButtons</name>
    <message>
        <source>已做</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已做：{0}</source>
        <translation>Done: {0}</translation>
    </message>
    <message>
        <source>记下已经做了，过后告诉你有没有用</source>
        <translation>Note that it is done; later you hear whether it helped</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>不用：{0}</source>
        <translation>Not now: {0}</translation>
    </message>
    <message>
        <source>收起这条，牵涉的钱翻倍时再提</source>
        <translation>Put it away until twice the money is at stake</translation>
    </message>
    <message>
        <source>名单：{0}</source>
        <translation>List: {0}</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>现在没有要做的事。数据里有值得动手的，会排在这里：先止损和快过期的，其余按牵涉的钱排。</source>
        <translation>Nothing to do now. What is worth doing will stand here: losses and what lapses soon first, the rest by the money at stake.</translation>
    </message>
    <message>
        <source>现在做什么</source>
        <translation>What to do now</translation>
    </message>
    <message>
        <source>处理过的 {0} 条</source>
        <translation>{0} dealt with</translation>
    </message>
</context>
<context>
    <name>CardNote</name>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>知道了：{0}</source>
        <translation>Got it: {0}</translation>
    </message>
    <message>
        <source>收起这条</source>
        <translation>Put this away</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>类目</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source> 等{count}个</source>
        <translation> and more ({count})</translation>
    </message>
    <message>
        <source>{title}：{values}</source>
        <translation>{title}: {values}</translation>
    </message>
    <message>
        <source>去掉筛选 {what}</source>
        <translation>Remove filter {what}</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>对比上期</source>
        <translation>vs previous</translation>
    </message>
    <message>
        <source>对比去年同期</source>
        <translation>vs last year</translation>
    </message>
    <message>
        <source>不对比</source>
        <translation>No comparison</translation>
    </message>
    <message>
        <source>全部买家</source>
        <translation>All buyers</translation>
    </message>
    <message>
        <source>新客</source>
        <translation>New</translation>
    </message>
    <message>
        <source>老客</source>
        <translation>Returning</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>ChurnPage</name>
    <message>
        <source>名单已分好，放在 {0}。「不发」的那份一个都别发。从明天的单算起，今天就发；满 {1} 天后回这一页看有没有用。</source>
        <translation>The lists are ready in {0}. Send nothing to those held out. Orders count from tomorrow on, so send today; after {1} days this page tells whether it helped.</translation>
    </message>
    <message>
        <source>叫回：{0}</source>
        <translation>Win back: {0}</translation>
    </message>
    <message>
        <source>按编号抽签留下一部分不发，别的都一样。过后比一比两边，才知道是你叫回来的，还是本来就会来。</source>
        <translation>Some are held out by lot and treated alike otherwise. Comparing both sides later tells whether you brought them back or they came anyway.</translation>
    </message>
    <message>
        <source>发什么</source>
        <translation>What they get</translation>
    </message>
    <message>
        <source>例如：满 100 减 15，两周内</source>
        <translation>Such as: 15 off 100, within two weeks</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>前几行</source>
        <translation>The first rows</translation>
    </message>
    <message>
        <source>「{column}」这一列是什么</source>
        <translation>What the column {column} is</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>撤销筛选或时间</source>
        <translation>Undo period or filter</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>关闭抽屉</source>
        <translation>Close the drawer</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>导出本页</source>
        <translation>Export this page</translation>
    </message>
    <message>
        <source>导出全部</source>
        <translation>Export everything</translation>
    </message>
    <message>
        <source>切换深色或浅色</source>
        <translation>Switch dark or light</translation>
    </message>
    <message>
        <source>切换语言 Switch language</source>
        <translation>Switch language 切换语言</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
</context>
<context>
    <name>ConnectForm</name>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
    <message>
        <source>改「{shop}」的连接</source>
        <translation>Change the connection of {shop}</translation>
    </message>
    <message>
        <source>平台</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>连接并同步</source>
        <translation>Connect and sync</translation>
    </message>
    <message>
        <source>保存并同步</source>
        <translation>Save and sync</translation>
    </message>
    <message>
        <source>不改就留空，用原来的</source>
        <translation>Leave empty to keep the one you have</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>密钥存放在系统的密码保险箱里，不写入文件。</source>
        <translation>The secret goes to the system&apos;s password vault, never into a file.</translation>
    </message>
    <message>
        <source>这台电脑没有可用的密码保险箱：密钥只保留到关闭程序，下次要再填一次。</source>
        <translation>This computer has no password vault: the secret lasts until the program is closed and is asked for again next time.</translation>
    </message>
</context>
<context>
    <name>CooperationPage</name>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>已导出到 {0}。</source>
        <translation>Exported to {0}. </translation>
    </message>
    <message>
        <source>已经有一个合作码了，和同一家请接着用它：换了码，两家都要重新导出、重新发文件。只有和另一家合作才起新码。</source>
        <translation>There is a code already. With the same partner go on with it: under a new code both of you export and send files again. Draw a new one only for another partner.</translation>
    </message>
    <message>
        <source>起一个新码</source>
        <translation>New code</translation>
    </message>
    <message>
        <source>名单 (*.txt *.csv *.xlsx)</source>
        <translation>Lists (*.txt *.csv *.xlsx)</translation>
    </message>
    <message>
        <source>哪些客户同意了</source>
        <translation>Customers who agreed</translation>
    </message>
    <message>
        <source>打开对方的文件</source>
        <translation>Open the partner&apos;s file</translation>
    </message>
    <message>
        <source>导出给对方</source>
        <translation>Export for the partner</translation>
    </message>
    <message>
        <source>合作文件</source>
        <translation>Co-operation file</translation>
    </message>
    <message>
        <source>走完左边三步，这里告诉你：两家有多少共同买家，你的哪些货适合他的客人，他的哪些货适合你的客人。两家都不交出客户名单、手机号和姓名；对方要是还没有掌柜，让他也装一个。</source>
        <translation>After the three steps at the left you see here how many buyers both shops have, which of your goods fit the partner&apos;s customers, and which of theirs fit yours. Neither hands over lists, phones or names. The partner needs Zhanggui too.</translation>
    </message>
    <message>
        <source>和别家合作</source>
        <translation>Work with another shop</translation>
    </message>
</context>
<context>
    <name>CutQuestion</name>
    <message>
        <source>断开后不再同步，密钥从这台电脑删掉；数据都留着，以后可以再连接。</source>
        <translation>Once disconnected it is not synced any more, and its secret is deleted from this computer. The data stays, and you can connect it again.</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>不断开</source>
        <translation>Keep it connected</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>店铺与来源</source>
        <translation>Shops and sources</translation>
    </message>
    <message>
        <source>还没有店铺。连接或导入后，这里会列出每家店的状态、每次同步和导入，以及看不懂的数据。</source>
        <translation>No shop yet. Once one is connected or files are imported, this page lists the state of every shop, each sync and import, and data that could not be understood.</translation>
    </message>
    <message>
        <source>也可以把文件拖到这里</source>
        <translation>or drop files here</translation>
    </message>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>未收下的数据</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>同步与导入记录</source>
        <translation>Syncs and imports</translation>
    </message>
    <message>
        <source>导入格式</source>
        <translation>Formats</translation>
    </message>
    <message>
        <source>导入已撤销：删去 {gone} 条，还原 {back} 条。</source>
        <translation>Import undone: {gone} removed, {back} restored.</translation>
    </message>
    <message>
        <source>「{shop}」已断开，数据都留着。以后再连接，会接着用这份数据。</source>
        <translation>{shop} is disconnected, and its data stays. Connect it again and it goes on with this data.</translation>
    </message>
    <message>
        <source>重试完成：收下 {taken} 条，还有 {left} 条看不懂。</source>
        <translation>Tried again: {taken} taken in, {left} still cannot be read.</translation>
    </message>
    <message>
        <source>没读懂的行放到哪个文件夹</source>
        <translation>Folder for lines not understood</translation>
    </message>
    <message>
        <source>写好了 {n} 份，每行后面是原因。改好后再导入。</source>
        <translation>Files written: {n}. Each of their lines is followed by the reason: mend them and import them again.</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>应用</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>至</source>
        <translation>to</translation>
    </message>
    <message>
        <source>点一下选开始，再点一下选结束</source>
        <translation>Click the first day, then the last</translation>
    </message>
    <message>
        <source>开始日期</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
</context>
<context>
    <name>DemoBanner</name>
    <message>
        <source>这是示例店铺：顾客、订单和金额都是模拟的，与你自己的账本分开存放。</source>
        <translation>This is the demo shop: customers, orders and amounts are simulated and kept apart from your own books.</translation>
    </message>
    <message>
        <source>离开示例</source>
        <translation>Leave the demo</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>新店铺「{shop}」</source>
        <translation>new shop “{shop}”</translation>
    </message>
    <message>
        <source>店铺「{shop}」</source>
        <translation>shop “{shop}”</translation>
    </message>
    <message>
        <source>还没选店铺</source>
        <translation>no shop chosen yet</translation>
    </message>
    <message>
        <source>{platform} 导入到：{where}</source>
        <translation>{platform} goes to: {where}</translation>
    </message>
    <message>
        <source>导入到：{where}</source>
        <translation>Goes to: {where}</translation>
    </message>
    <message>
        <source>这家店按{books}记账，不会改动。要按别的记，请导入到新店铺。</source>
        <translation>This shop keeps its books in {books}, which stays. For anything else, import into a new shop.</translation>
    </message>
    <message>
        <source>文件里有几家店的数据：{told}。请选导入到哪家店；要分开记，请在平台按店铺分别导出，再分别导入。</source>
        <translation>The files have data of several shops: {told}. Choose where they go; to keep the shops apart, export them one by one on the platform and import each.</translation>
    </message>
    <message>
        <source>文件里写的店铺是{told}，「{shop}」以前的文件写的是{known}。是同一家就选它，不是就选别的店或新店铺。</source>
        <translation>The files are of the shop {told}, earlier files of “{shop}” of {known}. If it is the same, choose it; if not, another one or a new shop.</translation>
    </message>
    <message>
        <source>「{shop}」</source>
        <translation>“{shop}”</translation>
    </message>
    <message>
        <source>文件里没写金额是哪种货币，也没写店铺的一天按哪里的时间算。</source>
        <translation>The files tell neither their currency nor the time zone of the shop.</translation>
    </message>
    <message>
        <source>文件里没写金额是哪种货币。</source>
        <translation>The files do not tell their currency.</translation>
    </message>
    <message>
        <source>文件里没写店铺的一天按哪里的时间算。</source>
        <translation>The files do not tell the time zone of the shop.</translation>
    </message>
    <message>
        <source>请选好再导入，会记在店铺上，以后不再问。在 {platform} 后台的店铺设置里能查到。</source>
        <translation> Choose before the import: it is kept with the shop and not asked again. The settings of the shop on {platform} show it.</translation>
    </message>
    <message>
        <source>文件里的金额是{told}，这家店的账用{kept}，合在一起数字会错。请换一家店，或导入到新店铺。</source>
        <translation>The amounts in the files are in {told}, this shop’s in {kept}: together the figures would be wrong. Choose another shop or a new one.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>别的货币</source>
        <translation>another currency</translation>
    </message>
    <message>
        <source>文件里写的店铺，和这家店以前的文件一样，所以选它。</source>
        <translation>The files name the same shop as its earlier files, so it is chosen.</translation>
    </message>
    <message>
        <source>文件里的数据，这家店里已经有一部分，所以选它。</source>
        <translation>Chosen because the shop has some of these records already.</translation>
    </message>
    <message>
        <source>上次这个平台的数据也进了这家店，所以选它。</source>
        <translation>Chosen because data of this platform went there last.</translation>
    </message>
</context>
<context>
    <name>DestinationRow</name>
    <message>
        <source>新店铺</source>
        <translation>New shop</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>更改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>文件里写的就是这种货币</source>
        <translation>The files are in this currency</translation>
    </message>
    <message>
        <source>已经有一家店叫「{name}」。要导入到那家，请在「属于哪家店」里选它。</source>
        <translation>There is a shop “{name}” already: to import into it, choose it under Shop.</translation>
    </message>
    <message>
        <source>属于哪家店</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>店名</source>
        <translation>Name of the shop</translation>
    </message>
    <message>
        <source>金额的货币</source>
        <translation>Currency</translation>
    </message>
    <message>
        <source>按哪里的时间</source>
        <translation>Time zone</translation>
    </message>
</context>
<context>
    <name>DoneCard</name>
    <message>
        <source>重新打开：{0}</source>
        <translation>Open again: {0}</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>关闭 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
</context>
<context>
    <name>Entering</name>
    <message>
        <source>同步 {shop}</source>
        <translation>Sync {shop}</translation>
    </message>
    <message>
        <source>读取 {file}</source>
        <translation>Read {file}</translation>
    </message>
    <message>
        <source>导入 {file}</source>
        <translation>Import {file}</translation>
    </message>
    <message>
        <source>{n} 个文件</source>
        <translation>{n} files</translation>
    </message>
    <message>
        <source>撤销导入</source>
        <translation>Undo import</translation>
    </message>
    <message>
        <source>导出没读懂的行</source>
        <translation>Write lines not understood</translation>
    </message>
    <message>
        <source>重试未收下的数据</source>
        <translation>Retry what was set aside</translation>
    </message>
    <message>
        <source>准备示例店铺</source>
        <translation>Prepare the demo shop</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV 文本 (*.csv)</source>
        <translation>CSV text (*.csv)</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>另存为</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>导出 {file}</source>
        <translation>Export {file}</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>已导出到 {path}</source>
        <translation>Exported to {path}</translation>
    </message>
</context>
<context>
    <name>FigureButton</name>
    <message>
        <source>看明细</source>
        <translation>Show the rows</translation>
    </message>
    <message>
        <source>看对比期明细</source>
        <translation>Show the rows of the comparison</translation>
    </message>
    <message>
        <source>看除数的明细</source>
        <translation>Show the rows it is divided by</translation>
    </message>
    <message>
        <source>看对比期除数的明细</source>
        <translation>Show the rows the comparison is divided by</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>正在读取可选的值…</source>
        <translation>Reading the choices…</translation>
    </message>
    <message>
        <source>后面的数字是订单数</source>
        <translation>Numbers are orders</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <source>地区</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>类目</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>全部清除</source>
        <translation>Clear all</translation>
    </message>
    <message>
        <source>应用</source>
        <translation>Apply</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>在表里找</source>
        <translation>Find in the table</translation>
    </message>
    <message>
        <source>关闭 (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>拉新客</source>
        <translation>New customers</translation>
    </message>
    <message>
        <source>多赚钱</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>清库存</source>
        <translation>Clear stock</translation>
    </message>
    <message>
        <source>商品</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>办几天</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>备货(件)</source>
        <translation>Pieces set aside</translation>
    </message>
    <message>
        <source>几人成团</source>
        <translation>People per group</translation>
    </message>
    <message>
        <source> 人</source>
        <translation> people</translation>
    </message>
    <message>
        <source>拼团价</source>
        <translation>Group price</translation>
    </message>
    <message>
        <source>成团时限</source>
        <translation>Time to fill</translation>
    </message>
    <message>
        <source> 小时</source>
        <translation> h</translation>
    </message>
    <message>
        <source>团长奖励</source>
        <translation>Leader&apos;s reward</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>恢复成上次的</source>
        <translation>As last time</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>是什么表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>货币和时区</source>
        <translation>Currency and time zone</translation>
    </message>
    <message>
        <source>各列</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>导入格式</source>
        <translation>Formats</translation>
    </message>
    <message>
        <source>你告诉过掌柜的表格，下次直接认得出来。导出的格式可以给别人导入。</source>
        <translation>Tables you have told of are known from then on. An exported format can be imported by others.</translation>
    </message>
    <message>
        <source>还没有。导入掌柜认不出的表格时，告诉它各列是什么，就会记在这里。</source>
        <translation>None yet. Import a table that is not known, tell what its columns are, and it is remembered here.</translation>
    </message>
    <message>
        <source>导出格式</source>
        <translation>Export format</translation>
    </message>
    <message>
        <source>忘掉</source>
        <translation>Forget</translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message>
        <source>停止同步</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>数据截至 {moment}</source>
        <translation>Data as of {moment}</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>改连接</source>
        <translation>Change connection</translation>
    </message>
    <message>
        <source>网络已断开。数据停在 {moment}，可继续离线查看；联网后点「同步」。</source>
        <translation>The network is down. Data as of {moment}; go on offline, and sync when you are online again.</translation>
    </message>
</context>
<context>
    <name>GroupBuyPage</name>
    <message>
        <source>试算下一场拼团</source>
        <translation>Work out the next group-buy</translation>
    </message>
</context>
<context>
    <name>GroupCard</name>
    <message>
        <source>看名单</source>
        <translation>Their list</translation>
    </message>
    <message>
        <source>留人对照，出名单</source>
        <translation>List, some held out</translation>
    </message>
    <message>
        <source>少花 {0}</source>
        <translation>{0} less</translation>
    </message>
    <message>
        <source>{0} 位</source>
        <translation>{0} people</translation>
    </message>
    <message>
        <source>少花多少，几乎总在 {0}</source>
        <translation>Less by {0}, almost always</translation>
    </message>
    <message>
        <source>一半人 {0} 天以上没买 · 60 天内自己再来的有 {1}</source>
        <translation>Half have not bought for {0} days or more · {1} come back by themselves within 60 days</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已取消</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>没成功</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Started</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Deleted</translation>
    </message>
    <message>
        <source>未收下</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>同步与导入记录</source>
        <translation>Syncs and imports</translation>
    </message>
    <message>
        <source>选中一次导入，可以整份撤销</source>
        <translation>Choose an import to undo it as a whole</translation>
    </message>
    <message>
        <source>撤销这次导入</source>
        <translation>Undo this import</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>表格文件 ({endings});;所有文件 (*)</source>
        <translation>Tables ({endings});;All files (*)</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>{n} 个文件</source>
        <translation>{n} files</translation>
    </message>
    <message>
        <source>正在读取 {file}…</source>
        <translation>Reading {file}…</translation>
    </message>
    <message>
        <source>看概览</source>
        <translation>Show overview</translation>
    </message>
    <message>
        <source>选其他文件</source>
        <translation>Choose another file</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>格式「{name}」已记住，这样的表格以后直接认得出来。</source>
        <translation>The format “{name}” is remembered: such tables are known from now on.</translation>
    </message>
    <message>
        <source>{n} 份表格</source>
        <translation>{n} of the tables</translation>
    </message>
    <message>
        <source>{file} 已导入：新增 {new} 条，更新 {changed} 条。</source>
        <translation>{file} imported: {new} new, {changed} changed.</translation>
    </message>
    <message>
        <source>另外 {n} 份没有导入。</source>
        <translation> {n} more were not imported.</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>格式文件 (*.json)</source>
        <translation>Format files (*.json)</translation>
    </message>
    <message>
        <source>导出格式</source>
        <translation>Export format</translation>
    </message>
    <message>
        <source>格式已导出到 {path}。别人在导入文件时选它就行。</source>
        <translation>The format was exported to {path}. Others choose it where they import files.</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>格式「{name}」已忘掉；导入过的数据都还在。</source>
        <translation>The format “{name}” is forgotten; what was imported stays.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>商品</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>规格</source>
        <translation>Variants</translation>
    </message>
    <message>
        <source>顾客</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>推荐关系</source>
        <translation>Referrals</translation>
    </message>
    <message>
        <source>活动</source>
        <translation>Campaigns</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>分享</source>
        <translation>Shares</translation>
    </message>
    <message>
        <source>访问</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>订单</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>订单明细</source>
        <translation>Order lines</translation>
    </message>
    <message>
        <source>优惠券</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>拼团活动</source>
        <translation>Group-buy offers</translation>
    </message>
    <message>
        <source>拼团</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>参团人</source>
        <translation>Group members</translation>
    </message>
    <message>
        <source>退款</source>
        <translation>Refunds</translation>
    </message>
    <message>
        <source>佣金</source>
        <translation>Commissions</translation>
    </message>
    <message>
        <source>资金流水</source>
        <translation>Settlements</translation>
    </message>
    <message>
        <source>推广花费</source>
        <translation>Ad spend</translation>
    </message>
    <message>
        <source>每日流量</source>
        <translation>Daily traffic</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>按规则略过</source>
        <translation>Left out by rule</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>{count} 行读不懂，不会导入</source>
        <translation>Lines that cannot be read and stay out: {count}</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>{rule}：{count} 行</source>
        <translation>{rule} · lines: {count}</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
</context>
<context>
    <name>LessonPage</name>
    <message>
        <source>从本店的过去里学习</source>
        <translation>Learning from the shop&apos;s past</translation>
    </message>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>继续学</source>
        <translation>Go on learning</translation>
    </message>
    <message>
        <source>已停下。学完才有这一页。</source>
        <translation>Stopped. This page is there when learning is done.</translation>
    </message>
    <message>
        <source>正在从本店的过去里学习，数据有了变化才要再学。可以先看别的页面，学完这里自己会出来。</source>
        <translation>Learning from the shop&apos;s past; only new data makes it learn again. Look at other pages meanwhile: this one comes by itself.</translation>
    </message>
    <message>
        <source>下面还是之前的结果。</source>
        <translation> What is below is still the earlier result.</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>LoopCard</name>
    <message>
        <source>导出名单</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>只列前 {0} 位，导出的是全部 {1} 位。</source>
        <translation>The first {0} are listed; the export has all {1}.</translation>
    </message>
</context>
<context>
    <name>MappingOffers</name>
    <message>
        <source>不用</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>不确定</source>
        <translation>Not sure</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>或</source>
        <translation>or</translation>
    </message>
    <message>
        <source>{mark} 至少要选：{needs}</source>
        <translation>{mark} At least: {needs}</translation>
    </message>
</context>
<context>
    <name>MappingPanel</name>
    <message>
        <source>告诉掌柜各列是什么：{file}</source>
        <translation>What the columns are: {file}</translation>
    </message>
    <message>
        <source>掌柜按列名和内容猜了一遍，请对一对。确定后会记住，下次这样的文件直接认得出来。</source>
        <translation>Names and contents of the columns were guessed at: please check. It is remembered, and such files are known from then on.</translation>
    </message>
    <message>
        <source>状态那一列的词各是什么意思</source>
        <translation>What the words of the state column mean</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>我的店铺</source>
        <translation>My shop</translation>
    </message>
</context>
<context>
    <name>MappingSentence</name>
    <message>
        <source>第 {line} 行：{reason}</source>
        <translation>Line {line}: {reason}</translation>
    </message>
    <message>
        <source>前 {n} 行里，能读 {read} 行</source>
        <translation>Of the first {n} lines, {read} can be read</translation>
    </message>
    <message>
        <source>能读 {read} 行</source>
        <translation>{read} of its lines can be read</translation>
    </message>
    <message>
        <source>，{n} 行读不懂：</source>
        <translation>, {n} cannot:</translation>
    </message>
    <message>
        <source>共付 {paid}</source>
        <translation>paid in all {paid}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{rule}：{count} 行</source>
        <translation>{rule}: {count}</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>已记下：{0}。过几天这里会说有没有用。</source>
        <translation>Noted: {0}. In some days this page says whether it helped.</translation>
    </message>
    <message>
        <source>已收起：{0}</source>
        <translation>Put away: {0}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>掌柜</source>
        <translation>Zhanggui</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>数据魔方</source>
        <translation>Data cube</translation>
    </message>
    <message>
        <source>洞察</source>
        <translation>Insight</translation>
    </message>
    <message>
        <source>数据与报表</source>
        <translation>Data and reports</translation>
    </message>
    <message>
        <source>展开导航</source>
        <translation>Expand navigation</translation>
    </message>
    <message>
        <source>收起导航</source>
        <translation>Collapse navigation</translation>
    </message>
</context>
<context>
    <name>NetworkCanvas</name>
    <message>
        <source>还没有粉丝可画</source>
        <translation>No fans to draw yet</translation>
    </message>
    <message>
        <source>粉丝裂变网络图</source>
        <translation>Picture of the fan network</translation>
    </message>
    <message>
        <source>共 {count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>{name}：第 {layer} 层，下面 {below} 人</source>
        <translation>{name}: layer {layer}, {below} people below</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source>保存图片</source>
        <translation>Save the picture</translation>
    </message>
    <message>
        <source>已保存到 {path}</source>
        <translation>Saved to {path}</translation>
    </message>
    <message>
        <source>另存为</source>
        <translation>Save as</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>试算下一场拼团</source>
        <translation>Work out the next group-buy</translation>
    </message>
    <message>
        <source>和别家合作</source>
        <translation>Work with another shop</translation>
    </message>
    <message>
        <source>明细</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>页面、店铺、命令</source>
        <translation>Pages, shops, commands</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>找到的</source>
        <translation>Found</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>搜索  Ctrl+K</source>
        <translation>Search  Ctrl+K</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>后退 (Alt+左)</source>
        <translation>Back (Alt+Left)</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导出本页为 Excel (Ctrl+E)</source>
        <translation>Export this page to Excel (Ctrl+E)</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>店铺 {name}</source>
        <translation>Shop {name}</translation>
    </message>
    <message>
        <source>时间 {days}</source>
        <translation>Period {days}</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>谁带来的</source>
        <translation>Brought by</translation>
    </message>
    <message>
        <source>↑ 再往上 {0} 位，到店铺</source>
        <translation>↑ {0} more up to the shop</translation>
    </message>
    <message>
        <source>↑ 店铺</source>
        <translation>↑ the shop</translation>
    </message>
    <message>
        <source>看订单和资料</source>
        <translation>Orders and details</translation>
    </message>
    <message>
        <source>展开这一支</source>
        <translation>Unfold this branch</translation>
    </message>
    <message>
        <source>折叠这一支</source>
        <translation>Fold this branch</translation>
    </message>
</context>
<context>
    <name>PreviewBars</name>
    <message>
        <source>还有 {n} 份读不了。</source>
        <translation>{n} more cannot be read.</translation>
    </message>
    <message>
        <source>这份文件已经导入过，再导入不会改变什么。</source>
        <translation>This file is in already; importing it again changes nothing.</translation>
    </message>
    <message>
        <source>格式「{name}」：导入后会记住，以后这样的表格直接认得出来。</source>
        <translation>Format “{name}”: importing remembers it, and such tables are known from then on.</translation>
    </message>
    <message>
        <source>告诉掌柜各列是什么</source>
        <translation>Tell what the columns are</translation>
    </message>
    <message>
        <source>「{file}」按记住的格式「{name}」读。</source>
        <translation>“{file}” is read by the remembered format “{name}”.</translation>
    </message>
    <message>
        <source>改过各列、想重来的话，先在下面的记录里撤销那次导入。</source>
        <translation> To read it anew after a change of columns, undo that import in the history below.</translation>
    </message>
    <message>
        <source>改各列</source>
        <translation>Change columns</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>正在按新的选择重新数…</source>
        <translation>Counting again…</translation>
    </message>
    <message>
        <source>{n} 份表格</source>
        <translation>{n} tables</translation>
    </message>
    <message>
        <source>没有能读的表格</source>
        <translation>No table can be read</translation>
    </message>
    <message>
        <source>格式 {preset} · 编码 {encoding} · {lines} 行</source>
        <translation>Format {preset} · encoding {encoding} · lines: {lines}</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>认出来是</source>
        <translation>Recognised as</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>读不懂</source>
        <translation>Not understood</translation>
    </message>
    <message>
        <source>各份表格</source>
        <translation>The tables</translation>
    </message>
    <message>
        <source>导入过了</source>
        <translation>Already in</translation>
    </message>
    <message>
        <source>不变</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>将要导入的内容</source>
        <translation>What would be imported</translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message>
        <source>最近一次</source>
        <translation>Last seen</translation>
    </message>
    <message>
        <source>店铺</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>试过</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>未收下的数据</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>这些记录看不懂，原样留着，没有算进任何数字。程序更新或店铺改正后可以重试。</source>
        <translation>These records cannot be read. They are kept as they came and count nowhere. Retry after an update of the program or a correction in the shop.</translation>
    </message>
    <message>
        <source>没有未收下的数据。</source>
        <translation>Nothing is set aside.</translation>
    </message>
    <message>
        <source>全部重试</source>
        <translation>Retry all</translation>
    </message>
    <message>
        <source>导出文件里的行</source>
        <translation>Write lines of files</translation>
    </message>
    <message>
        <source>改好后再导入，改好的行会从这里消失</source>
        <translation>Mend them and import them again: mended lines leave this list</translation>
    </message>
</context>
<context>
    <name>RecommendBody</name>
    <message>
        <source>双击表里的人群、客户或商品，单看那一个。</source>
        <translation>Double-click a group, customer or product in a table to look at it alone.</translation>
    </message>
    <message>
        <source>导出全部客户名单</source>
        <translation>Lists of all customers</translation>
    </message>
    <message>
        <source>名单</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>试验</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>合作</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>每位客户一行：没买过的推哪五件、该补哪些，各写明为什么</source>
        <translation>A row per customer: five products new to them, what is due again, and why</translation>
    </message>
    <message>
        <source>做 A/B 试验</source>
        <translation>A/B trial</translation>
    </message>
    <message>
        <source>一半人发按人推荐的，一半人发卖得最多的，过后比谁买得多</source>
        <translation>Half get lists of their own, half what sells most; later see which half bought more</translation>
    </message>
    <message>
        <source>和别家合作</source>
        <translation>Work with another shop</translation>
    </message>
    <message>
        <source>不交出客户名单，看两家有多少共同买家、谁的货适合谁的客人</source>
        <translation>Joint buyers and what fits whose customers, without handing over lists</translation>
    </message>
</context>
<context>
    <name>RecommendPage</name>
    <message>
        <source>推荐名单</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>两份名单已分好，放在 {0}。从明天的单算起，今天就发；满 {1} 天后回这一页看哪组买得多。</source>
        <translation>Both lists are ready in {0}. Orders count from tomorrow on, so send today; after {1} days this page tells which group bought more. </translation>
    </message>
    <message>
        <source>每人要发的五件都在名单里。</source>
        <translation> The five products of each person stand in the lists.</translation>
    </message>
    <message>
        <source>名单里没有商品，只有客户编号和优惠。</source>
        <translation> No products stand in the lists, only customer ids and offers.</translation>
    </message>
    <message>
        <source>可不填，例如：满 100 减 15</source>
        <translation>May stay empty, such as: 15 off 100</translation>
    </message>
    <message>
        <source>推荐 {0}</source>
        <translation>Recommended {0}</translation>
    </message>
    <message>
        <source>推荐</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>做 A/B 试验</source>
        <translation>A/B trial</translation>
    </message>
    <message>
        <source>按编号抽签分成两半，只有发的东西不一样，别的都一样。过后比一比哪边买的人多，才知道推荐有没有用。</source>
        <translation>Two halves by lot, alike but for what they get. Which side has more buyers later tells whether recommending helps.</translation>
    </message>
    <message>
        <source>A 组发</source>
        <translation>Group A gets</translation>
    </message>
    <message>
        <source>另加优惠</source>
        <translation>With an offer</translation>
    </message>
    <message>
        <source>B 组发</source>
        <translation>Group B gets</translation>
    </message>
    <message>
        <source>不附商品</source>
        <translation>no products</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>停止回放</source>
        <translation>Stop the replay</translation>
    </message>
    <message>
        <source>回放怎么长起来的</source>
        <translation>Replay how it grew</translation>
    </message>
    <message>
        <source>看到哪一天为止</source>
        <translation>Up to which day</translation>
    </message>
    <message>
        <source>到 {0} 为止</source>
        <translation>up to {0}</translation>
    </message>
</context>
<context>
    <name>ResultTable</name>
    <message>
        <source>这段时间没有可列的数据</source>
        <translation>Nothing to list in this period</translation>
    </message>
    <message>
        <source>所列 {0} 行合计</source>
        <translation>Total of listed rows ({0})</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>只列前 {0} 行，其余合为一行，共 {1} 行。</source>
        <translation>The first {0} of {1} are listed; the others are summed up in one row.</translation>
    </message>
    <message>
        <source>只列前 {0} 行，共 {1} 行。</source>
        <translation>The first {0} of {1} rows.</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>合计 {0} 件</source>
        <translation>Pieces in total: {0}</translation>
    </message>
    <message>
        <source>合计 {0}</source>
        <translation>Total {0}</translation>
    </message>
</context>
<context>
    <name>RowsPage</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>选择要显示的列</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>复制(带表头)</source>
        <translation>Copy with headers</translation>
    </message>
    <message>
        <source>这个数字后面没有记录</source>
        <translation>There are no records behind this number</translation>
    </message>
    <message>
        <source>一次最多复制 {0} 行。请少选一些，或用「导出」。</source>
        <translation>At most {0} rows can be copied at a time. Select fewer, or export.</translation>
    </message>
    <message>
        <source>已复制 {0} 行，可以直接粘贴到表格里。</source>
        <translation>Rows copied: {0}, ready to paste into a spreadsheet.</translation>
    </message>
    <message>
        <source>正在排序…</source>
        <translation>Sorting…</translation>
    </message>
    <message>
        <source>正在查找…</source>
        <translation>Looking…</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>正在挑人…</source>
        <translation>Choosing people…</translation>
    </message>
    <message>
        <source>样品给谁</source>
        <translation>Whom to give samples</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>按份数</source>
        <translation>By number</translation>
    </message>
    <message>
        <source>按预算</source>
        <translation>By budget</translation>
    </message>
    <message>
        <source>份数</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>预算</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>每份成本</source>
        <translation>Cost of each</translation>
    </message>
    <message>
        <source>不给 TA，重新挑</source>
        <translation>Not to them: choose again</translation>
    </message>
    <message>
        <source>对比和检验</source>
        <translation>Compare and check</translation>
    </message>
    <message>
        <source>导出名单</source>
        <translation>Export the list</translation>
    </message>
    <message>
        <source>预计多带动 {0} 位朋友成交；影响过 {1} 位朋友，其中成交 {2}</source>
        <translation>Brings about {0} more friends who buy; reached {1} so far, of whom {2} bought</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>语言 Language</source>
        <translation>Language 语言</translation>
    </message>
    <message>
        <source>界面</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>Like the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>涨跌颜色</source>
        <translation>Colours of change</translation>
    </message>
    <message>
        <source>颜色之外，箭头和正负号总在。</source>
        <translation>Arrow and sign are always there beside the colour.</translation>
    </message>
    <message>
        <source>红涨绿跌</source>
        <translation>Red is up, green is down</translation>
    </message>
    <message>
        <source>绿涨红跌</source>
        <translation>Green is up, red is down</translation>
    </message>
    <message>
        <source>数据文件夹</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>店铺的数据都在这里。备份时先关闭程序，再复制整个文件夹。</source>
        <translation>All shop data is here. To back up, close the program and copy the whole folder.</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>掌柜 {version} · MIT 许可 · 数据不离开这台电脑</source>
        <translation>Zhanggui {version} · MIT licence · data never leaves this computer</translation>
    </message>
    <message>
        <source>用到的开源软件：</source>
        <translation>Built with:</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>来自导入的文件</source>
        <translation>From imported files</translation>
    </message>
    <message>
        <source>数据截至 {moment}</source>
        <translation>Data as of {moment}</translation>
    </message>
    <message>
        <source>改连接</source>
        <translation>Change connection</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>已断开，数据都留着</source>
        <translation>Disconnected; the data is here</translation>
    </message>
    <message>
        <source>还没有同步过</source>
        <translation>Never synced</translation>
    </message>
    <message>
        <source>上次：新增 {new} 条，更新 {changed} 条</source>
        <translation>Last time: {new} new, {changed} changed</translation>
    </message>
    <message>
        <source>，未收下 {count} 条</source>
        <translation>, {count} set aside</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>重试同步</source>
        <translation>Retry sync</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>示例</source>
        <translation>Demo</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>分名单</source>
        <translation>Splitting the list</translation>
    </message>
    <message>
        <source>名单放到哪个文件夹</source>
        <translation>Folder for the lists</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>{word} · {n} 行</source>
        <translation>{word} · lines: {n}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>另有 {count} 项</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>{title} · 正在停下</source>
        <translation>{title} · stopping</translation>
    </message>
    <message>
        <source>每秒 {rate} 条</source>
        <translation>{rate}/s</translation>
    </message>
    <message>
        <source>还要 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>选一个文件，每行一个客户编号；不选就是全部买家</source>
        <translation>A file with a customer id per line; without one, all buyers</translation>
    </message>
    <message>
        <source>只给同意的客户…</source>
        <translation>Agreed only…</translation>
    </message>
    <message>
        <source>只给 {0} 里的</source>
        <translation>Only those in {0}</translation>
    </message>
    <message>
        <source>点一下改回全部买家</source>
        <translation>Click for all buyers again</translation>
    </message>
    <message>
        <source>1 约定一个合作码</source>
        <translation>1 Agree on a code</translation>
    </message>
    <message>
        <source>2 给对方一份文件</source>
        <translation>2 Give the partner a file</translation>
    </message>
    <message>
        <source>3 打开对方给的文件</source>
        <translation>3 Open the partner&apos;s file</translation>
    </message>
    <message>
        <source>没有手机号和姓名，只有打乱的代码。给别家要客人单独同意(个人信息保护法第二十三条)。</source>
        <translation>No phones, no names, only short hashes. Each customer has to agree (personal information law, article 23).</translation>
    </message>
    <message>
        <source>用同一个码打开，看共同买家有多少、谁的货适合谁的客人。</source>
        <translation>The same code opens it: joint buyers, and what fits whose customers.</translation>
    </message>
    <message>
        <source>28 位数字</source>
        <translation>28 digits</translation>
    </message>
    <message>
        <source>合作码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>显示合作码</source>
        <translation>Show the code</translation>
    </message>
    <message>
        <source>起一个新码</source>
        <translation>New code</translation>
    </message>
    <message>
        <source>用过的码</source>
        <translation>Other codes</translation>
    </message>
    <message>
        <source>有效几天</source>
        <translation>Valid, days</translation>
    </message>
    <message>
        <source>导出给对方…</source>
        <translation>Export for the partner…</translation>
    </message>
    <message>
        <source>打开对方的文件…</source>
        <translation>Open the partner&apos;s file…</translation>
    </message>
    <message>
        <source>一家起码，念给另一家，别和文件一起发。码存在这台电脑，和同一家一直用它。</source>
        <translation>One shop draws it and reads it out, never beside a file. It is kept here: stay with it.</translation>
    </message>
    <message>
        <source>一家起码，念给另一家，别和文件一起发。这台电脑存不住码，请记下来，和同一家一直用它。</source>
        <translation>One shop draws it and reads it out, never beside a file. Nothing keeps it here: note it, stay with it.</translation>
    </message>
    <message>
        <source>尾号 {0}</source>
        <translation>Ends in {0}</translation>
    </message>
</context>
<context>
    <name>TablePanel</name>
    <message>
        <source>看图</source>
        <translation>Show the chart</translation>
    </message>
    <message>
        <source>看数字表</source>
        <translation>Show the numbers</translation>
    </message>
    <message>
        <source>复制表格(带表头)</source>
        <translation>Copy the table with its header</translation>
    </message>
    <message>
        <source>选择要显示的列</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>收窄表格</source>
        <translation>Narrow the table</translation>
    </message>
    <message>
        <source>铺开表格</source>
        <translation>Widen the table</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>看明细</source>
        <translation>Show the rows</translation>
    </message>
    <message>
        <source>复制(带表头)</source>
        <translation>Copy with header</translation>
    </message>
    <message>
        <source>按此列从大到小</source>
        <translation>Sort, largest first</translation>
    </message>
    <message>
        <source>按此列从小到大</source>
        <translation>Sort, smallest first</translation>
    </message>
    <message>
        <source>恢复原来的顺序</source>
        <translation>Original order</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>还有 {0} 个</source>
        <translation>{0} more</translation>
    </message>
    <message>
        <source>没有数据的 {0} 个</source>
        <translation>{0} without data</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>重试</source>
        <translation>Retry</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>找一位粉丝：名字或编号</source>
        <translation>Find a fan: name or id</translation>
    </message>
    <message>
        <source>给 20 份样品</source>
        <translation>Give 20 samples</translation>
    </message>
    <message>
        <source>给样品</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>线连的是什么</source>
        <translation>What lines join</translation>
    </message>
    <message>
        <source>线连的是什么：谁推荐来的，或第一次从谁的分享进店</source>
        <translation>What lines join: who brought whom, or whose share led somebody here first</translation>
    </message>
    <message>
        <source>看整张图 (Home)</source>
        <translation>The whole picture (Home)</translation>
    </message>
    <message>
        <source>展开折叠的分支</source>
        <translation>Unfold all branches</translation>
    </message>
    <message>
        <source>保存图片</source>
        <translation>Save the picture</translation>
    </message>
    <message>
        <source>看图</source>
        <translation>See the picture</translation>
    </message>
    <message>
        <source>看数字表</source>
        <translation>See the numbers</translation>
    </message>
    <message>
        <source>按推荐关系</source>
        <translation>By referrals</translation>
    </message>
    <message>
        <source>按分享</source>
        <translation>By shares</translation>
    </message>
    <message>
        <source>图片 PNG</source>
        <translation>Picture (PNG)</translation>
    </message>
    <message>
        <source>矢量图 SVG</source>
        <translation>Drawing (SVG)</translation>
    </message>
</context>
<context>
    <name>TreeCard</name>
    <message>
        <source>和上期对比</source>
        <translation>Compare with the period before</translation>
    </message>
    <message>
        <source>变化来自哪里</source>
        <translation>Where the change came from</translation>
    </message>
    <message>
        <source>▲ ▼ 有明显变化 · ▬ 正常波动 · ? 看不准 · 条和右边的数：对总变化的影响，加起来正好是总变化</source>
        <translation>▲ ▼ clearly changed · ▬ usual ups and downs · ? cannot tell · Bars and the numbers at the right: effect on the total change; they add up to it</translation>
    </message>
    <message>
        <source>看图</source>
        <translation>Show the drawing</translation>
    </message>
    <message>
        <source>看数字表</source>
        <translation>Show as a table</translation>
    </message>
    <message>
        <source>{0}数据还不到两个完整的日子，再过一两天就能对比。</source>
        <translation>{0} There are not yet two whole days of data; in a day or two there is something to compare.</translation>
    </message>
    <message>
        <source>改看 {0}</source>
        <translation>Look at {0}</translation>
    </message>
    <message>
        <source>没有选对比期，这里只有各项的数。对比之后，会说变化来自哪里、是不是真的变了。</source>
        <translation>No comparison is chosen: these are the numbers alone. With one, this says where a change came from and whether it is real.</translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <source>周末</source>
        <translation>Weekend</translation>
    </message>
    <message>
        <source>本期</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>{0}，{1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>对比期</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>这段时间没有可画的数据</source>
        <translation>There is nothing to draw for these days</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>看图</source>
        <translation>Show chart</translation>
    </message>
    <message>
        <source>看数字表</source>
        <translation>Show table</translation>
    </message>
</context>
<context>
    <name>TrialForm</name>
    <message>
        <source>分好，选文件夹放名单</source>
        <translation>Split and choose a folder</translation>
    </message>
    <message>
        <source>正在算这样分能看出多小的差别…</source>
        <translation>Working out what such a split can tell…</translation>
    </message>
    <message>
        <source>留多少人不发</source>
        <translation>Held out</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>看几天</source>
        <translation>Watched, days</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>看清自己的店：发生了什么，为什么，现在做什么</source>
        <translation>See your shop clearly: what happened, why, and what to do now</translation>
    </message>
    <message>
        <source>数据只存在这台电脑上，没有网络也能看。先选一种开始的办法。</source>
        <translation>Data stays on this computer and works without a network. Choose how to begin.</translation>
    </message>
    <message>
        <source>连接店铺</source>
        <translation>Connect a shop</translation>
    </message>
    <message>
        <source>填上店铺后台给的接口地址和密钥。先取回全部订单，以后只取有变化的。</source>
        <translation>Enter the API address and secret from the shop&apos;s back office. All orders come first, later only what changed.</translation>
    </message>
    <message>
        <source>导入文件</source>
        <translation>Import files</translation>
    </message>
    <message>
        <source>一家模拟的店，数据单独存放，不会和你的混在一起，随时可以离开。</source>
        <translation>A simulated shop, kept apart from your own data. Leave whenever you like.</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>现在能读 UCI Online Retail 格式的订单明细（CSV），其他平台的导出格式会陆续加上。导入前先给你看会有什么变化，导入后可以整份撤销。</source>
        <translation>Read today: order lines in the UCI Online Retail form (CSV); exports of other platforms follow. You see what would change before it is let in, and can undo it as a whole.</translation>
    </message>
    <message>
        <source>试用示例店铺</source>
        <translation>Try the demo shop</translation>
    </message>
    <message>
        <source>打开示例</source>
        <translation>Open the demo</translation>
    </message>
    <message>
        <source>正在准备示例店铺…</source>
        <translation>Preparing the demo shop…</translation>
    </message>
</context>
<context>
    <name>WhatIfPage</name>
    <message>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>WhyPane</name>
    <message>
        <source>{0} 的明细</source>
        <translation>Rows of {0}</translation>
    </message>
    <message>
        <source>{0} 在对比期的明细</source>
        <translation>Rows of {0} in the comparison</translation>
    </message>
    <message>
        <source>明细</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>对比期</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>选了对比期，这里会说它为什么变。</source>
        <translation>With a comparison this says why it changed.</translation>
    </message>
    <message>
        <source>{0}换成能对比的日子，这里会说它为什么变。</source>
        <translation>{0} With days that can be compared this says why it changed.</translation>
    </message>
    <message>
        <source>对比期没有这个数，说不出变了多少。</source>
        <translation>The comparison has no such number: the change cannot be told.</translation>
    </message>
    <message>
        <source>看不准的变化不往下找原因：找到的多半是碰巧。时间选长一点，或者看别的数。</source>
        <translation>No reasons are looked for where a change cannot be told: most found would be chance. Choose more days, or look at another number.</translation>
    </message>
    <message>
        <source>在店铺平时的起落之内，不用找原因。</source>
        <translation>Within the shop&apos;s own ups and downs: there is no cause to look for.</translation>
    </message>
    <message>
        <source>没有哪个商品、地区、渠道或哪类买家特别突出，是普遍的变化。</source>
        <translation>No product, region, channel or kind of buyer stands out: it changed all over.</translation>
    </message>
    <message>
        <source>对比 {0}</source>
        <translation>vs {0}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>全部</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>掌柜</source>
        <translation>Zhanggui</translation>
    </message>
</context>
<context>
    <name>_Layers</name>
    <message>
        <source>粉丝</source>
        <translation>Fans</translation>
    </message>
    <message>
        <source>转化</source>
        <translation>Buy</translation>
    </message>
    <message>
        <source>每买家带来</source>
        <translation>Per buyer</translation>
    </message>
    <message>
        <source>一层层传下去</source>
        <translation>Layer by layer</translation>
    </message>
    <message>
        <source>带区间的整张表</source>
        <translation>The whole table with ranges</translation>
    </message>
    <message>
        <source>第 {0} 层</source>
        <translation>Layer {0}</translation>
    </message>
    <message>
        <source>第 {0} 层起</source>
        <translation>Layer {0} on</translation>
    </message>
</context>
<context>
    <name>_People</name>
    <message>
        <source>先联系</source>
        <translation>Write to them first</translation>
    </message>
    <message>
        <source>最会带人</source>
        <translation>Bring most</translation>
    </message>
    <message>
        <source>关键人物</source>
        <translation>Key people</translation>
    </message>
    <message>
        <source>依据和怎么待他们</source>
        <translation>Evidence and what to do</translation>
    </message>
    <message>
        <source>带来 {0} 人</source>
        <translation>brought {0}</translation>
    </message>
</context>
<context>
    <name>cards</name>
    <message>
        <source>先止损</source>
        <translation>Losing money</translation>
    </message>
    <message>
        <source>限时</source>
        <translation>Won&apos;t wait</translation>
    </message>
    <message>
        <source>机会</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>有空再做</source>
        <translation>No hurry</translation>
    </message>
    <message>
        <source>先止损，再做过几天就没了的（钱太少就不提前），其余的按牵涉的钱排，多的在前。</source>
        <translation>First what loses money, then what will be gone in a few days unless there is little money in it; the rest by the money at stake, the most first.</translation>
    </message>
    <message>
        <source>金额说不准</source>
        <translation>amount unclear</translation>
    </message>
    <message>
        <source>{0} 到 {1}</source>
        <translation>{0} to {1}</translation>
    </message>
    <message>
        <source>数据太少，算不出这件事牵涉多少钱。</source>
        <translation>There is too little data to tell how much money this is about.</translation>
    </message>
    <message>
        <source>这件事牵涉的钱：{0}</source>
        <translation>Money at stake: {0}</translation>
    </message>
    <message>
        <source>已做</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>依据：{0}</source>
        <translation>Rule: {0}</translation>
    </message>
</context>
<context>
    <name>definition</name>
    <message>
        <source>相差</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>平常在 {0} 到 {1} 之间(看了之前 {2} 个同样长的时段)</source>
        <translation>Usually between {0} and {1} (from {2} earlier spans of the same length)</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>变好</source>
        <translation>better</translation>
    </message>
    <message>
        <source>变差</source>
        <translation>worse</translation>
    </message>
    <message>
        <source>对总变化的影响 {0}</source>
        <translation>part in the whole change {0}</translation>
    </message>
    <message>
        <source>同时看所有数字、控制误报之后：q = {0}</source>
        <translation>False alarms controlled over all numbers together: q = {0}</translation>
    </message>
    <message>
        <source>扣掉碰巧的部分，变化在 {0} 到 {1} 之间。</source>
        <translation>Without what chance brings, the change lies between {0} and {1}.</translation>
    </message>
    <message>
        <source>按现在的数据量，变化要到 {0} 以上才看得出来。</source>
        <translation>With this much data, a change shows from {0} on.</translation>
    </message>
    <message>
        <source>相差</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>占 {0}</source>
        <translation>{0} of it</translation>
    </message>
    <message>
        <source>换成 {0}</source>
        <translation>Split by {0}</translation>
    </message>
    <message>
        <source>换个拆法</source>
        <translation>Split another way</translation>
    </message>
    <message>
        <source>{0}：换成 {1}</source>
        <translation>{0}: split by {1}</translation>
    </message>
    <message>
        <source>收起这 {0} 项</source>
        <translation>Fold these {0}</translation>
    </message>
    <message>
        <source>{0} 影响很小</source>
        <translation>{0}: small effect</translation>
    </message>
    <message>
        <source>收起 {0} 下面影响很小的：{1}</source>
        <translation>Fold what has a small effect below {0}: {1}</translation>
    </message>
    <message>
        <source>展开 {0} 下面影响很小的：{1}</source>
        <translation>Show what has a small effect below {0}: {1}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>drawn</name>
    <message>
        <source>{0}一般 {1}</source>
        <translation>Usual {0}: {1}</translation>
    </message>
    <message>
        <source>圆越大，{0}越多</source>
        <translation>Larger circle: more {0}</translation>
    </message>
    <message>
        <source>灰的和一般分不出高低</source>
        <translation>grey: cannot be told from the usual</translation>
    </message>
    <message>
        <source>{0} 个数据不全，没画</source>
        <translation>{0} incomplete, not drawn</translation>
    </message>
    <message>
        <source>剩下</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>对比期</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>本期</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>对比期没有数据</source>
        <translation>No data of the comparison</translation>
    </message>
    <message>
        <source>对比 {0}</source>
        <translation>vs {0}</translation>
    </message>
    <message>
        <source>变好</source>
        <translation>better</translation>
    </message>
    <message>
        <source>变差</source>
        <translation>worse</translation>
    </message>
    <message>
        <source>看不准</source>
        <translation>cannot tell</translation>
    </message>
    <message>
        <source>正常波动</source>
        <translation>usual</translation>
    </message>
    <message>
        <source>明显上升</source>
        <translation>clearly up</translation>
    </message>
    <message>
        <source>明显下降</source>
        <translation>clearly down</translation>
    </message>
    <message>
        <source>高于平常</source>
        <translation>above usual</translation>
    </message>
    <message>
        <source>低于平常</source>
        <translation>below usual</translation>
    </message>
</context>
<context>
    <name>trend</name>
    <message>
        <source>{0} 起一个月</source>
        <translation>month from {0}</translation>
    </message>
    <message>
        <source>不满 7 天</source>
        <translation>fewer than 7 days</translation>
    </message>
    <message>
        <source>不满一个月</source>
        <translation>less than a month</translation>
    </message>
    <message>
        <source>还没过完</source>
        <translation>unfinished</translation>
    </message>
    <message>
        <source>对比 {0} {1}</source>
        <translation>vs {0} {1}</translation>
    </message>
    <message>
        <source>{0}期间</source>
        <translation>around {0}</translation>
    </message>
</context>
</TS>
