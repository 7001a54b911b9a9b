/**
 * SQL: another text after each promotion of a standby and each restore of a backup. Both can lose what was there, so
 * nothing that was said of the data before can be relied on.
 */
export const dataEpoch = `(left(pg_walfile_name(pg_current_wal_lsn()), 8)
  || coalesce((SELECT ' ' || epoch::text FROM instance_settings), ''))`;
