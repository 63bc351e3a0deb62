// The desk draws no charts; this stands in place of the package's library.
