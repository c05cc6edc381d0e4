-- the stored rows judged as a trigger would, and what is known from that

-- Written and read by the library alone (engine/proof.c); nobody needs a right on it.
CREATE TABLE fiscal_proof (
	trigger oid NOT NULL,
	fingerprint bytea NOT NULL,
	written xid8 NOT NULL,
	validated_at timestamptz NOT NULL);
COMMENT ON TABLE fiscal_proof IS
	'which rules have been validated, and what their triggers and tables were then; not dumped; see fiscal_checks.trusted';

CREATE FUNCTION fiscal_validate(rel regclass, name name DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION fiscal_validate(regclass, name) IS
	'raises what the trigger would raise (23514) if any stored group violates a rule; returns the number of groups checked; from then on the rule is trusted (fiscal_checks); owner only';
