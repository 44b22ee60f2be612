import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/quality.ts'
import { decodeFile, encodingOf } from '../../customers/import-encoding.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { needSites, setSetting } from '../../network/places.store.ts'
import { staffById } from '../../network/staff.store.ts'
import {
  changeProduct,
  insertProduct,
  lockProduct,
  noteAllDue,
  type ProductRow,
  productsByReference,
} from '../../quality/product.store.ts'
import { type ProductLine, readProductFile } from '../../quality/product-file.ts'
import { cardById } from './board.flow.ts'
import { evaluate } from './evaluate.flow.ts'
import { GATE_SETTING, gateSettingsOf } from './gate-settings.flow.ts'
import { needManage } from './who-may.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

async function needPlaces(house: House, siteIds: readonly string[] | null, ownerId: string | null): Promise<void> {
  for (const id of siteIds ?? []) await needSites(house.db, { 'body.siteIds': id })
  if (ownerId) await staffById(house.db, house.now(), ownerId)
}

export async function createProduct(house: House, { body }: In<'createProduct'>, caller: Caller): Out<'createProduct'> {
  needManage(caller, body.siteIds)
  return inTransaction(house, async (house) => {
    await needPlaces(house, body.siteIds, body.ownerId)
    const id = house.newId()
    if (!(await insertProduct(house.db, { id, ...body }, house.now())))
      throw conflict(
        'reference-taken',
        'This reference is watched already',
        'Look for it on the board, or among what was put away.',
      )
    await evaluate(house, id)
    await audit(house, caller, 'gate.product', { detail: { product: id } })
    return cardById(house, id, caller)
  })
}

export async function updateProduct(
  house: House,
  { params, body }: In<'updateProduct'>,
  caller: Caller,
): Out<'updateProduct'> {
  return inTransaction(house, async (house) => {
    const row = await lockProduct(house.db, params.id)
    needManage(caller, row.site_ids)
    if (body.siteIds !== undefined) needManage(caller, body.siteIds)
    await needPlaces(house, body.siteIds ?? null, body.ownerId ?? null)
    if (body.archived && (row.state === 'withdrawn' || row.state === 'returning'))
      throw conflict(
        'off-the-shelf',
        'It is off the shelf',
        'A product that was put away would be on sale again in the eyes of the shops.',
      )
    const now = house.now()
    await changeProduct(
      house.db,
      row.id,
      {
        ...(body.kind !== undefined ? { kind: body.kind } : {}),
        ...(body.name !== undefined ? { name: body.name } : {}),
        ...(body.siteIds !== undefined ? { siteIds: body.siteIds } : {}),
        ...(body.links !== undefined ? { links: body.links } : {}),
        ...(body.ownerId !== undefined ? { ownerId: body.ownerId } : {}),
        ...(body.archived !== undefined ? { archivedAt: body.archived ? now : null } : {}),
      },
      now,
    )
    if (body.archived === false) await evaluate(house, row.id)
    await audit(house, caller, 'gate.product', { detail: { product: row.id, fields: Object.keys(body) } })
    return cardById(house, row.id, caller)
  })
}

/** Shown first, kept on the second call. A reference that is there takes its new name and links; what is bad stays aside with its reason. */
export async function importProducts(
  house: House,
  { query, body }: In<'importProducts'>,
  caller: Caller,
): Out<'importProducts'> {
  needManage(caller, null)
  const { lines, aside } = readProductFile(decodeFile(body, encodingOf(body)))
  if (lines.length === 0 && aside.length === 0) throw invalid('body', 'This file holds no row.')
  return inTransaction(house, async (house) => {
    const there = await productsByReference(
      house.db,
      lines.map(({ reference }) => reference),
    )
    const rows = lines.map((line) => ({ line, what: whatOf(line, there.get(line.reference.toLowerCase())) }))
    if (query.keep) {
      for (const { line, what } of rows) await keepLine(house, line, what, there)
      const counts = { new: 0, changed: 0 }
      for (const { what } of rows) if (what !== 'same') counts[what] += 1
      await audit(house, caller, 'gate.import', { detail: counts })
    }
    const count = (what: string) => rows.filter((row) => row.what === what).length
    return {
      rows: rows.map(({ line, what }) => ({
        line: line.line,
        reference: line.reference,
        name: line.name.fr ?? line.name.en ?? '',
        kind: line.kind,
        what,
      })),
      aside,
      counts: { new: count('new'), changed: count('changed'), same: count('same'), aside: aside.length },
      kept: query.keep,
    }
  })
}

function whatOf(line: ProductLine, there: ProductRow | undefined): 'new' | 'changed' | 'same' {
  if (!there) return 'new'
  const named = Object.entries(line.name).every(([language, text]) => there.name[language] === text)
  const addresses = (links: readonly { title: string; url: string }[]) =>
    links.map(({ title, url }) => `${url} ${title}`).join('\n')
  const linked = line.links.length === 0 || addresses(line.links) === addresses(there.links)
  const same = named && linked && there.kind === line.kind
  return same ? 'same' : 'changed'
}

async function keepLine(
  house: House,
  line: ProductLine,
  what: 'new' | 'changed' | 'same',
  there: ReadonlyMap<string, ProductRow>,
): Promise<void> {
  if (what === 'new') {
    const id = house.newId()
    const { line: _line, ...product } = line
    await insertProduct(house.db, { ...product, id, siteIds: null, ownerId: null }, house.now())
    await evaluate(house, id)
  }
  if (what === 'changed') {
    const row = there.get(line.reference.toLowerCase())!
    const change = { kind: line.kind, name: { ...row.name, ...line.name } }
    await changeProduct(
      house.db,
      row.id,
      line.links.length > 0 ? { ...change, links: line.links } : change,
      house.now(),
    )
  }
}

export async function setSettings(
  house: House,
  { body }: In<'setGateSettings'>,
  caller: Caller,
): Out<'setGateSettings'> {
  needManage(caller, null)
  return inTransaction(house, async (house) => {
    const before = await gateSettingsOf(house.db)
    await setSetting(house.db, GATE_SETTING, body, house.now())
    await noteAllDue(house.db, house.now())
    const changed = (Object.keys(body) as (keyof typeof body)[]).filter((name) => body[name] !== before[name])
    await audit(house, caller, 'gate.settings', { detail: { changed } })
    return body
  })
}
