# Messages in other languages; "make update-po" brings new ones into the catalogs.
# PostgreSQL 16 and later take the languages from po/LINGUAS.
CATALOG_NAME = govfiscal
AVAIL_LANGUAGES = $(shell cat $(srcdir)/po/LINGUAS)
GETTEXT_FILES = $(sort $(patsubst $(srcdir)/%,%,$(call ROOM_FILES,c)))
GETTEXT_TRIGGERS = $(BACKEND_COMMON_GETTEXT_TRIGGERS) dngettext:2,3
GETTEXT_FLAGS = $(BACKEND_COMMON_GETTEXT_FLAGS) dngettext:2:c-format dngettext:3:c-format
