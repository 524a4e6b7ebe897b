"""What WooCommerce's files have in common: the shop they make. Their headings are in the language of the site.

Headings are known in English and in simplified Chinese, as the language pack of WooCommerce has them.
"""

from storage.shop import Shop
from sync.files.preset import ANY

SHOP = Shop(id="woocommerce", name="WooCommerce 店铺", currency=ANY)
