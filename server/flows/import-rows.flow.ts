import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { ATTRIBUTE, FIELDS_OF } from '../../contract/import-fields.ts'
import type { importRows as endpoint } from '../../contract/imports.ts'
import { oneImportAtATime } from '../customers/import.store.ts'
import { mappingFault } from '../customers/import-mapping.ts'
import { type CompareFirst, type RunContext, rowContext } from '../customers/import-run.flow.ts'
import { needSite, needsSite, sourceName } from '../customers/import-upload.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { comparedNow } from './import-who.flow.ts'
import { WORKS } from './import-works.flow.ts'

type Answer = AnswerOf<typeof endpoint>['rows'][number]

/**
 * Rows sent by another program, written in one transaction, each answered with what became of it. They go the way of a file’s rows, so
 * that the same row may come both ways, and sending it twice changes nothing.
 */
export const importRowsFlow =
  (compareFirst?: CompareFirst) =>
  async (house: House, { body }: InputOf<typeof endpoint>, caller: Caller): Promise<AnswerOf<typeof endpoint>> => {
    const siteId = body.site ? (await siteById(house.db, body.site)).id : null
    if (needsSite(body.kind) && !siteId)
      throw invalid('body.site', 'missing', 'Appointments belong to a site: name it.')
    needSite(caller, siteId)
    const names = [...new Set(body.rows.flatMap((row) => Object.keys(row)))]
    const known = new Set<string>(FIELDS_OF[body.kind])
    const fields = names.map((name) =>
      known.has(name) && name !== ATTRIBUTE ? name : body.kind === 'customers' ? ATTRIBUTE : '',
    )
    const stray = names.find((_, n) => fields[n] === '')
    if (stray !== undefined)
      throw invalid(
        `body.rows.${stray}`,
        'no-such-field',
        `Fields: ${[...known].filter((f) => f !== ATTRIBUTE).join(', ')}.`,
      )
    const fault = mappingFault(body.kind, names, Object.fromEntries(names.map((name, n) => [name, fields[n]!])))
    if (fault) throw invalid('body.rows', fault.because, fault.hint)
    // A JSON number of more than fifteen digits arrived rounded already: several customers would be one.
    for (const [n, row] of body.rows.entries())
      for (const [name, value] of Object.entries(row))
        if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
          throw invalid(
            `body.rows.${n}.${name}`,
            'number-too-long',
            'Send numbers above 9007199254740991 as text: "1045678901234567891".',
          )
    const rows = body.rows.map((row, n) => ({
      line: n + 1,
      cells: names.map((name) => (row[name] === null || row[name] === undefined ? '' : String(row[name]))),
    }))
    const id = house.newId()
    const run = { id, source: sourceName(body.source), siteId, createdBy: caller.staffId, mark: id }
    return inTransaction(house, async (house) => {
      await oneImportAtATime(house.db)
      const answers = new Map<number, Answer>()
      const now = comparedNow(compareFirst)
      const context: RunContext = {
        ...(await rowContext(house, run, { fields, names, dates: body.dates, decimal: body.decimal })),
        ...(now.compareFirst && { compareFirst: now.compareFirst }),
        tell: (line, outcome, customerId, because = null) => answers.set(line, { outcome, because, customerId }),
      }
      const { counted, refused } = await WORKS[body.kind](house, context, rows)
      for (const { line, because } of refused)
        answers.set(line, { outcome: 'refused', because: now.why(because), customerId: null })
      await audit(house, caller, 'import.rows', {
        siteId,
        detail: { import: id, kind: body.kind, ...counted, refused: refused.length },
      })
      return {
        rows: rows.map(({ line }) => answers.get(line) ?? { outcome: 'unchanged', because: null, customerId: null }),
      }
    })
  }
