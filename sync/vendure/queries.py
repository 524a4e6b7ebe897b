"""What is asked of the Admin API, as GraphQL. Money is in minor units and with tax, which is what buyers pay."""

LOGIN = """
mutation($username: String!, $password: String!) {
  login(username: $username, password: $password) { __typename }
}"""

SHOP = """
{
  activeChannel { code token defaultCurrencyCode }
  globalSettings { serverConfig { moneyStrategyPrecision } }
}"""

PRODUCTS = """
query($options: ProductListOptions) {
  list: products(options: $options) {
    totalItems
    items {
      id createdAt updatedAt name enabled
      facetValues { name facet { code } }
      variants {
        id updatedAt name sku priceWithTax trackInventory
        options { name }
        stockLevels { stockOnHand stockAllocated }
      }
    }
  }
}"""

CUSTOMERS = """
query($options: CustomerListOptions) {
  list: customers(options: $options) {
    totalItems
    items { id createdAt updatedAt firstName lastName phoneNumber }
  }
}"""

ORDERS = """
query($options: OrderListOptions) {
  list: orders(options: $options) {
    totalItems
    items {
      id createdAt updatedAt orderPlacedAt state totalWithTax shippingWithTax
      customer { id }
      shippingAddress { fullName phoneNumber province city countryCode }
      lines {
        id updatedAt quantity orderPlacedQuantity unitPriceWithTax proratedUnitPriceWithTax proratedLinePriceWithTax
        productVariant { id productId name product { name } }
      }
      surcharges { id updatedAt description priceWithTax }
      payments {
        id updatedAt state amount
        refunds { id createdAt updatedAt state total reason lines { orderLineId quantity } }
      }
      fulfillments { updatedAt }
      history(options: { filter: { type: { eq: "ORDER_STATE_TRANSITION" } }, take: 1000 }) {
        items { createdAt data }
      }
    }
  }
}"""

_EXISTING = """
query($options: {options}) {{
  list: {field}(options: $options) {{ totalItems items {{ id }} }}
}}"""

EXISTING = {
    "products": _EXISTING.format(options="ProductListOptions", field="products"),
    "skus": _EXISTING.format(options="ProductVariantListOptions", field="productVariants"),
    "customers": _EXISTING.format(options="CustomerListOptions", field="customers"),
}
"""Which of some ids are there, by the kind of record."""

_HEADS = """
query($options: {options}) {{
  list: {field}(options: $options) {{ totalItems items {{ id updatedAt {date} }} }}
}}"""

HEADS = {
    PRODUCTS: _HEADS.format(options="ProductListOptions", field="products", date="createdAt"),
    CUSTOMERS: _HEADS.format(options="CustomerListOptions", field="customers", date="createdAt"),
    ORDERS: _HEADS.format(options="OrderListOptions", field="orders", date="orderPlacedAt"),
}
"""What tells the rows of each list apart and where they stand in it, which the server can tell of any row."""
