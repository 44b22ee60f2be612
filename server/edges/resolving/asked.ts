import type { PassTask } from '../../identity/pass.ts'
import type { ReadRecord } from '../../identity/record.ts'

/** What the house asks of the thread that resolves. */
export type Asked = { page: readonly ReadRecord[] } | { task: PassTask } | { more: true }
