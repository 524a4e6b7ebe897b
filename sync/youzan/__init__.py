"""Youzan 有赞: a shop on Youzan's platform, read through the open gateway by an application of the merchant's own."""
