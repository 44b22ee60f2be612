import { pino } from 'pino'

export type Log = Pick<import('pino').Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>

/**
 * Structured logs without personal data. Two habits keep them so: we log ids and counts, never names, plates, numbers or
 * addresses; and what a library might hand us in an error (parameters, rows, bodies, URLs with secrets) is cut here.
 */
export function openLog(level: string, destination?: { write(line: string): void }): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: plainError, error: plainError },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}

/** An error as name, code, first line without quoted values, and the stack of our own files. */
function plainError(error: unknown) {
  if (!(error instanceof Error)) return { message: 'not an Error' }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: withoutValues(error.message.split('\n')[0] ?? ''),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.includes('/server/'))
      .slice(0, 6)
      .map((line) =>
        line
          .trim()
          .replace(/^.*\/server\//u, 'server/')
          .replace(/\)$/u, ''),
      ),
  }
}

/** Quoted or bracketed values of a message may be personal: `Key (e164)=(+33…)` becomes `Key (…)=(…)`. */
function withoutValues(message: string): string {
  return message
    .replace(/\([^)]*\)/gu, '(…)')
    .replace(/"[^"]*"|'[^']*'|«[^»]*»/gu, '"…"')
    .slice(0, 300)
}
