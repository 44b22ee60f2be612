import { QRCodeSVG } from 'qrcode.react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type * as api from '../../../contract/asking.ts'
import type { Door } from '../../../contract/asking.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type DoorRow, doorById, doorCounts, doorsOf, insertDoor, setRevoked } from '../../feedback/door.store.ts'
import { surveyById } from '../../feedback/survey.store.ts'
import { type Caller, callerMay, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { notFound } from '../../kit/problem.ts'
import { askAddress } from '../../messages/ask-link.ts'
import { sitesNamed } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { madeOnce } from '../../network/made.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DAYS_MS = 90 * 86_400_000

async function asDoors(house: House, rows: readonly DoorRow[]): Promise<Door[]> {
  const [counts, sites] = await Promise.all([
    doorCounts(
      house.db,
      rows.map((row) => row.id),
      new Date(house.now().getTime() - DAYS_MS),
    ),
    sitesNamed(
      house.db,
      rows.map((row) => row.siteId),
    ),
  ])
  return rows.flatMap((row) => {
    if (row.kind === 'counter') return []
    const count = counts.get(row.id)
    return {
      id: row.id,
      surveyId: row.surveyId,
      siteId: row.siteId,
      site: sites.get(row.siteId)?.name ?? '',
      kind: row.kind,
      name: row.name,
      service: row.service,
      address: askAddress(house.seal.mark, house.origin, row.kind, row.id),
      createdAt: row.createdAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      answers: count?.answers ?? 0,
      leftOut: count?.leftOut ?? 0,
      lastAt: count?.lastAt?.toISOString() ?? null,
    }
  })
}

/** The doors of a survey, on the sites whose surveys the caller keeps. */
export async function doorsShown(house: House, surveyId: string, caller: Caller): Promise<Door[]> {
  const rows = await doorsOf(house.db, surveyId)
  return asDoors(
    house,
    rows.filter((row) => callerMay(caller, 'surveys.manage', row.siteId)),
  )
}

async function doorToKeep(house: House, id: string, caller: Caller): Promise<DoorRow> {
  const row = await doorById(house.db, id)
  if (!row || row.kind === 'counter') throw notFound('door')
  need(caller, 'surveys.manage', row.siteId)
  return row
}

export const createDoorFlow = (house: House, { params, body }: In<'createDoor'>, caller: Caller): Out<'createDoor'> =>
  madeOnce(
    house,
    caller,
    { what: `door of ${params.id}`, body },
    { make: opened(params.id, body, caller), still: stillOpen },
  )

const stillOpen = async (house: House, id: string) => {
  const row = await doorById(house.db, id)
  return row && !row.revokedAt ? (await asDoors(house, [row]))[0] : undefined
}

const opened =
  (surveyId: string, body: In<'createDoor'>['body'], caller: Caller) => async (house: House, id: string) => {
    need(caller, 'surveys.manage', body.siteId)
    if (!(await surveyById(house.db, surveyId))) throw notFound('survey')
    if (!(await sitesNamed(house.db, [body.siteId])).has(body.siteId)) throw notFound('site')
    await insertDoor(house.db, { id, surveyId, ...body }, house.now())
    await audit(house, caller, 'door.create', { siteId: body.siteId, detail: { door: id, kind: body.kind } })
    return (await asDoors(house, [(await doorById(house.db, id))!]))[0]!
  }

export const setDoorFlow = (house: House, { params, body }: In<'setDoor'>, caller: Caller): Out<'setDoor'> =>
  inTransaction(house, async (house) => {
    const row = await doorToKeep(house, params.id, caller)
    if ((row.revokedAt === null) !== body.open) {
      await setRevoked(house.db, row.id, body.open ? null : house.now())
      await audit(house, caller, body.open ? 'door.open' : 'door.shut', {
        siteId: row.siteId,
        detail: { door: row.id },
      })
    }
    return (await asDoors(house, [(await doorById(house.db, row.id))!]))[0]!
  })

/** Ink on paper, with the quiet zone that readers need; error correction enough for a scratched card. */
export async function doorQrFlow(house: House, { params }: In<'doorQr'>, caller: Caller): Promise<Raw> {
  const row = await doorToKeep(house, params.id, caller)
  const value = askAddress(house.seal.mark, house.origin, row.kind as 'qr' | 'tablet', row.id)
  const svg = renderToStaticMarkup(
    createElement(QRCodeSVG, { value, size: 512, level: 'Q', marginSize: 4, xmlns: 'http://www.w3.org/2000/svg' }),
  )
  return new Raw('image/svg+xml; charset=utf-8', svg)
}
