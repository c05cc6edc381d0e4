-- what a change of structure does to rules

CREATE FUNCTION fiscal_watch_structure() RETURNS event_trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION fiscal_watch_structure() IS
	'event trigger: rules whose columns, enums or partitions a statement has changed are checked whole at COMMIT, and new partitions get their guard';

CREATE EVENT TRIGGER fiscal_watch_structure ON ddl_command_end
	WHEN TAG IN ('ALTER TABLE', 'ALTER FOREIGN TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW',
		'ALTER TYPE', 'CREATE TABLE', 'CREATE SCHEMA', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED')
	EXECUTE FUNCTION fiscal_watch_structure();
ALTER EVENT TRIGGER fiscal_watch_structure ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER fiscal_watch_structure IS
	'has rules checked whole whose tables have changed their structure';

CREATE EVENT TRIGGER fiscal_watch_drops ON ddl_command_start
	WHEN TAG IN ('DROP TABLE', 'DROP SCHEMA', 'DROP OWNED')
	EXECUTE FUNCTION fiscal_watch_structure();
ALTER EVENT TRIGGER fiscal_watch_drops ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER fiscal_watch_drops IS
	'loads the extension, which notes whose partitions are dropped';
