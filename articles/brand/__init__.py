"""The look of the readers' site: colours, logos, icons and fonts, without Django."""
