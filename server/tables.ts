import type { SearchTables } from './customers/search.tables.ts'
import type { CustomersTables } from './customers/tables.ts'
import type { IdentityTables } from './identity/tables.ts'
import type { NetworkTables } from './network/tables.ts'
import type { SignalsTables } from './signals/tables.ts'
import type { TimelineTables } from './timeline/tables.ts'
import type { VisitsTables } from './visits/tables.ts'

/** Every table of the house, slice by slice. */
export interface Tables
  extends NetworkTables,
    SignalsTables,
    CustomersTables,
    SearchTables,
    IdentityTables,
    TimelineTables,
    VisitsTables {}
