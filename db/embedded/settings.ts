/** How Postgres treats its disk: `none` loses data at a crash and is for tests alone. */
export type Durability = 'full' | 'none';

export type SettingsInput = {
  socketDir: string;
  durability: Durability;
  /** Further settings, by their names in postgresql.conf. */
  extra?: Record<string, string>;
};

/** The text of `cairn.conf`, which postgresql.conf includes; written anew at every start. */
export function settingsText({ socketDir, durability, extra }: SettingsInput): string {
  const settings: Record<string, string> = {
    listen_addresses: '',
    // A list, in which a comma or a space would begin another folder.
    unix_socket_directories: `"${socketDir}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '50',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    default_transaction_isolation: 'read committed',
    cluster_name: 'cairn',
    // Statements, their parameters and the values in details are people's private texts.
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_error_verbosity: 'terse',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    ...(durability === 'none'
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }),
    ...extra,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoted(value)}`);
  return ['# Written by Cairn at every start; ALTER SYSTEM wins over it.', ...lines, ''].join('\n');
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
