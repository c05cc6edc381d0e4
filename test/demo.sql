-- The story that test/demo tells.
\pset pager off
\pset footer off

\echo :title'A database that knows government accounts':plain
create extension govfiscal;
select extname as extension, extversion as version from pg_extension where extname = 'govfiscal';
