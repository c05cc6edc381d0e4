-- yuan: btree skip scan, which PostgreSQL has from 18 on

CREATE FUNCTION yuan_skipsupport(internal) RETURNS void
	AS 'btint8skipsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION yuan_skipsupport(internal) IS 'skip support';

ALTER OPERATOR FAMILY yuan_ops USING btree ADD
	FUNCTION 6 (yuan, yuan) yuan_skipsupport(internal);
