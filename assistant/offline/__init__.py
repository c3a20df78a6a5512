"""The embedded chat model: reads English and Chinese, needs no network and no key."""
