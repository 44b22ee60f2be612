import type { Because } from '../../contract/because.ts'
import type { House } from '../kit/house.ts'
import type { TaskRow } from './task-row.ts'

export type LookedAt = Pick<TaskRow, 'id' | 'touch_id' | 'customer_id' | 'promised' | 'purpose'>

/** What has become of some tasks since they were written: those that mean nothing any more, those whose moment became an offer, and those that wait while a case is open. */
export interface Since {
  gone: ReadonlyMap<string, readonly Because[]>
  offers: ReadonlySet<string>
  silent: ReadonlySet<string>
  /** Touches told in a task that mean nothing any more, while the task does. */
  untold: ReadonlyMap<string, readonly Because[]>
}

/** Looks at open tasks as the loop looks at what is due: of the file, and the page, as they are now. */
export type StillToDo = (house: House, tasks: readonly LookedAt[]) => Promise<Since>
