import type { Intake } from '../flows/intake.flow.ts'
import type { House } from '../kit/house.ts'
import type { Payload } from '../signals/device.port.ts'
import type { SourceRow } from '../signals/source.store.ts'
import type { StreamSources } from '../signals/streams.port.ts'
import { connectAsterisk } from './calls/asterisk.edge.ts'
import { connectThreeCx } from './calls/threecx.edge.ts'
import { connectDahua } from './cameras/dahua.edge.ts'
import { connectFrigate } from './cameras/frigate.edge.ts'
import { connectHikvision } from './cameras/hikvision.edge.ts'
import type { Connection, OnState } from './connection.ts'

/** Keeps a connection to every device that we call (Frigate's broker, Dahua cameras, Asterisk's manager, 3CX), as sources come and go. */
export function deviceStreams(house: House, intake: Pick<Intake, 'take'>, sources: StreamSources) {
  const open = new Map<string, { source: SourceRow; connection: Connection }>()
  let leading = false
  let step: Promise<void> = Promise.resolve()

  const connect = (source: SourceRow): Connection | undefined => {
    const { url, username, topic, camera, routePoint = '', fallback = '' } = source.settings
    if (!url) return undefined
    const password = sources.passwordOf(source)
    // One after the other: two updates at once may arrive in either order, and « connecting » would stay over « ok ».
    let noted: Promise<void> = Promise.resolve()
    const onState: OnState = (state, detail) => {
      noted = noted
        .then(() => sources.note(source.id, state, detail ?? null))
        .catch(() => house.log.warn({ source: source.id }, 'state of a device not noted'))
    }
    const ask = async (payload: Payload) => {
      try {
        return (await intake.take(house, source, payload)).body
      } catch (error) {
        house.log.warn({ err: error, source: source.id }, 'a device’s message was not taken')
        return undefined
      }
    }
    const onPayload = async (payload: Payload) => void (await ask(payload))
    const common = { url, log: house.log, now: house.now, username: username ?? '', password: password ?? '' }
    if (source.kind === 'frigate')
      return connectFrigate(
        { ...common, ...(topic ? { topic } : {}), ...(camera ? { camera } : {}) },
        onPayload,
        onState,
      )
    if (source.kind === 'dahua') return connectDahua(common, onPayload, onState)
    // A Hikvision camera usually calls us; given its address, we listen to its alert stream instead.
    if (source.kind === 'hikvision') return connectHikvision(common, onPayload, onState)
    if (source.kind === 'asterisk') return connectAsterisk(common, onPayload, onState)
    // 3CX asks who calls by itself; given its address, we also route the calls of its route point.
    if (source.kind === '3cx') return connectThreeCx({ ...common, routePoint, fallback }, ask, onState)
    return undefined
  }

  async function align(): Promise<void> {
    const wanted = leading ? (await sources.all()).filter((source) => source.enabled && source.settings.url) : []
    const same = (a: SourceRow, b: SourceRow) => a.sealed === b.sealed && addressed(a) === addressed(b)
    for (const [id, held] of open) {
      const still = wanted.find((source) => source.id === id)
      if (still && same(still, held.source)) continue
      open.delete(id)
      await held.connection.stop()
    }
    for (const source of wanted) {
      if (open.has(source.id)) continue
      const connection = connect(source)
      if (connection) open.set(source.id, { source, connection })
    }
  }
  const changed = (): void => {
    step = step.then(align).catch((error) => house.log.warn({ err: error }, 'devices not aligned'))
  }

  return {
    /** Sources may have changed. */
    changed,
    lead(): void {
      leading = true
      changed()
    },
    standDown(): void {
      leading = false
      changed()
    },
    async stop(): Promise<void> {
      leading = false
      changed()
      await step
    },
  }
}

/** What a connection depends on; the detail of its state, kept beside, is not part of it. */
const addressed = ({ settings: { detail: _detail, ...settings } }: SourceRow): string => JSON.stringify(settings)
