import { CompiledQuery, createQueryId, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely'
import type { Db } from './house.ts'

/** A value that a statement is given when it runs: `given((visit) => visit.id)`. */
export type Given<Values> = <T>(of: (values: Values) => T) => RawBuilder<T>

/** Values that are there already, for a part of a statement that runs once: `theValuesOf(visit)((v) => v.id)`. */
export const theValuesOf =
  <Values>(values: Values): Given<Values> =>
  (of) =>
    sql.val(of(values))

/** Stands in the tree where a value will be given: how to find it. */
class Slot<Values> {
  readonly of: (values: Values) => unknown
  constructor(of: (values: Values) => unknown) {
    this.of = of
  }
}

/**
 * A statement whose text is made once and for all; only its values differ. For where someone waits: Kysely writes the text anew
 * at each use, which a warm processor does in no time, and one that has slept since the last read in a tenth of a millisecond.
 */
export function statement<Values, Row>(
  write: (given: Given<Values>) => RawBuilder<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const tree = write((of) => sql.val(new Slot(of)) as RawBuilder<never>).toOperationNode()
  const { text, parameters } = eachOnce(new PostgresQueryCompiler().compileQuery(tree, createQueryId()))
  return async (db, values) => {
    const { rows } = await db.executeQuery<Row>(
      CompiledQuery.raw(
        text,
        parameters.map((each) => (each instanceof Slot ? each.of(values) : each)),
      ),
    )
    return rows
  }
}

/** A value that stands in several places is sent once: what `given` was called for once is one parameter. */
function eachOnce({ sql: text, parameters }: CompiledQuery): { text: string; parameters: readonly unknown[] } {
  const once = [...new Set(parameters.filter((each) => each instanceof Slot))]
  const others = parameters.filter((each) => !(each instanceof Slot))
  let other = once.length
  const placeOf = parameters.map((each) => (each instanceof Slot ? once.indexOf(each) : other++) + 1)
  return {
    text: text.replace(/\$(\d+)/gu, (_, n: string) => `$${placeOf[Number(n) - 1]}`),
    parameters: [...once, ...others],
  }
}
