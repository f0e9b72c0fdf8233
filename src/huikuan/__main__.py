"""`python -m huikuan` is the same program as `huikuan`."""

from huikuan.cli.start import main

main()
