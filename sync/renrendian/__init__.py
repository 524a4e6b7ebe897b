"""人人店 (点点客, wxrrd): a shop in WeChat, read through signed calls over a line that is not encrypted."""
