import type { BudgetTables } from './budget/tables.ts'
import type { RightsTables } from './consent/rights.tables.ts'
import type { ConsentTables } from './consent/tables.ts'
import type { SearchTables } from './customers/search.tables.ts'
import type { CustomersTables } from './customers/tables.ts'
import type { FeedbackTables } from './feedback/tables.ts'
import type { IdentityTables } from './identity/tables.ts'
import type { MessagesTables } from './messages/tables.ts'
import type { MomentsTables } from './moments/tables.ts'
import type { NetworkTables } from './network/tables.ts'
import type { QualityTables } from './quality/tables.ts'
import type { RecoveryTables } from './recovery/tables.ts'
import type { ReviewsTables } from './reviews/tables.ts'
import type { SignalsTables } from './signals/tables.ts'
import type { TimelineTables } from './timeline/tables.ts'
import type { VisitsTables } from './visits/tables.ts'
import type { DecisionTables } from './voice/decision.tables.ts'
import type { ReportTables } from './voice/report.tables.ts'
import type { VoiceTables } from './voice/tables.ts'
import type { WorkTables } from './work/tables.ts'

/** Every table of the house, slice by slice. */
export interface Tables
  extends NetworkTables,
    SignalsTables,
    CustomersTables,
    SearchTables,
    IdentityTables,
    TimelineTables,
    VisitsTables,
    ConsentTables,
    RightsTables,
    BudgetTables,
    MomentsTables,
    WorkTables,
    MessagesTables,
    FeedbackTables,
    RecoveryTables,
    ReviewsTables,
    QualityTables,
    VoiceTables,
    DecisionTables,
    ReportTables {}
