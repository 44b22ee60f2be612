import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Gesture } from '../../contract/playbook.ts'
import type { ReplayFigures } from '../../contract/replay.ts'
import type { Judged } from '../consent/judged.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { WeatherAside } from './weather.port.ts'

export interface MomentsTables {
  'moments.playbook': {
    version: number
    yaml: string
    origin: string
    note: Generated<string>
    at: Instant
    by: string | null
    live_from: InstantOrNull
    live_until: InstantOrNull
  }
  'moments.touch': {
    id: string
    customer_id: string
    moment: string
    occasion: string
    core: boolean
    priority: number
    purpose: 'service' | 'commercial'
    playbook_version: number
    fact_id: string | null
    asset_id: string | null
    order_id: string | null
    site_id: string | null
    staff_id: string | null
    gesture: Gesture | null
    due_at: Instant
    expires_at: InstantOrNull
    state: 'planned' | 'held' | 'doing' | 'done' | 'dropped'
    because: Json<Because[]>
    judged: Json<Judged> | null
    arm: 'treated' | 'held-out' | null
    /** The touch in whose contact it is told. */
    told_in: string | null
    created_at: Instant
    changed_at: Instant
  }
  'moments.weather': {
    id: string
    source: string
    key: string
    kind: string
    area: string
    from_at: Instant
    to_at: Instant
    level: Generated<string>
    told_at: Instant
  }
  'moments.weather_asked': {
    source: string
    asked_at: Instant
    answered_at: InstantOrNull
    problem: Json<Because> | null
    told: Generated<number>
    aside: Json<WeatherAside[]>
  }
  'moments.swept': { moment: string; until: string; since: string; at: Instant }
  'moments.replay': {
    id: string
    at: Instant
    by: string | null
    from_day: string
    to_day: string
    version: number
    against: number | null
    sample: number | null
    state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
    done: Generated<number>
    total: number | null
    result: Json<ReplayFigures> | null
    against_result: Json<ReplayFigures> | null
    problem: string | null
    started_at: InstantOrNull
    finished_at: InstantOrNull
  }
}
