/** What a cluster is started with. Pure, so that the promise about privacy can be read and tested in one place. */
export interface Circumstances {
  /** bytes this process may use */
  memory: number
  /** tests: lose everything at a power cut, be twice as quick */
  fast: boolean
  /** the folder of the Unix socket; '' listens on the loopback instead */
  sockets: string
  port: number
}

const MB = 1024 * 1024

/** A quarter of the memory of a small machine, never more than 256 MB: the page cache does the rest on a large one. */
export const sharedBuffersMb = (memory: number): number => Math.max(16, Math.min(256, Math.floor(memory / 4 / MB)))

/**
 * No word a person wrote, and no plate, may reach a log. Each line closes one door, and only the superuser could open it again,
 * who has no password:
 * - an error's own text can hold the value ('invalid input syntax for type date: "…"'), so errors are not logged at all: the client
 *   that caused one gets it. `log` ranks above `error` in log_min_messages; FATAL and PANIC still come.
 * - DETAIL ('Key (plate)=(…) already exists') and CONTEXT are cut by `terse`.
 */
export const QUIET: Readonly<Record<string, string>> = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_lock_waits: 'off',
  log_recovery_conflict_waits: 'off',
  log_duration: 'off',
  log_checkpoints: 'off',
  log_connections: 'off',
  log_disconnections: 'off',
  log_autovacuum_min_duration: '-1',
  log_temp_files: '-1',
  log_line_prefix: '',
  logging_collector: 'off',
  log_destination: 'stderr',
}

/** Every setting, by name. Durability is PostgreSQL's own (fsync, full page writes, synchronous commit) unless `fast`. */
export function settings({ memory, fast, sockets, port }: Circumstances): Record<string, string> {
  const shared = sharedBuffersMb(memory)
  return {
    ...QUIET,
    port: String(port),
    listen_addresses: sockets === '' ? '127.0.0.1' : '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${fast ? Math.min(64, shared) : shared}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2 / MB))}MB`,
    maintenance_work_mem: `${Math.max(32, Math.min(256, Math.floor(memory / 16 / MB)))}MB`,
    work_mem: '8MB',
    // Disks of this decade: a random page costs about what a sequential one does.
    random_page_cost: '1.1',
    // Compiling a query costs more than our short queries do.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A client that died inside a transaction would hold its locks for ever.
    idle_in_transaction_session_timeout: '300000',
    // A word of an error means the same on every machine.
    lc_messages: 'C',
    ...(fast
      ? {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
          checkpoint_timeout: '1h',
          // A database that lives for seconds needs none, and its workers would hold databases that are to be dropped.
          autovacuum: 'off',
        }
      : {}),
  }
}

/** The settings as arguments of the program. */
export const asArguments = (all: Readonly<Record<string, string>>): string[] =>
  Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])

/** What `postmaster.pid` says; see PostgreSQL's src/include/utils/pidfile.h for the order of its lines. */
export interface Postmaster {
  pid: number
  port: number
  sockets: string
  ready: boolean
}

/** Reads the text of a postmaster.pid. @returns undefined for an empty or broken one (a power cut while it was written). */
export function readPostmaster(text: string): Postmaster | undefined {
  const [pid = '', , , port = '', sockets = '', , , status = ''] = text.split(/\r?\n/)
  const number = Math.abs(Number.parseInt(pid, 10))
  if (!Number.isInteger(number) || number === 0) return undefined
  return { pid: number, port: Number.parseInt(port, 10) || 0, sockets, ready: status.trim() === 'ready' }
}
