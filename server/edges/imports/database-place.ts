/** Where a database is, and by whom it is entered. */
export interface DatabasePlace {
  /** As it was written, for the certificate. */
  host: string
  /** One of its addresses, judged: the name is not looked up a second time. */
  ip: string
  port: number
  user: string
  password: string
  database: string
  /** `require`: encrypted, whoever it is; `verify`: and proven to be who it says; `disable`: in the clear. */
  tls: 'disable' | 'require' | 'verify'
  timeoutMs: number
}
