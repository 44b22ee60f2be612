/**
 * Runs every test, says loudly which kinds could not run here, and ends with one line: `N passed, N failed, N skipped`.
 * In CI (CI=true) a kind that set-up could have brought and that did not run is a failure. A few files that failed are run once more, by
 * themselves, and it is said which passed only then: on a crowded machine a browser may be too slow once; what is broken fails twice.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Kind, kinds } from '../test/kinds.ts'

/** The part of vitest's JSON report that we read. */
export interface Report {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

export interface Verdict {
  line: string
  ok: boolean
}

/**
 * The closing line and whether all is well. A file that could not even be read holds no failed test, and an error outside of any test counts
 * none either: both count as one failure, so that the line never says 0 failed of a failed run.
 */
export function verdictOf(
  report: Report | undefined,
  exitCode: number,
  absent: readonly Kind[],
  inCi: boolean,
): Verdict {
  const broken =
    report?.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
    ).length ?? 0
  const owed = inCi ? absent.filter((kind) => kind.owed).length : 0
  const counted = (report?.numFailedTests ?? 0) + broken + owed
  const failed = counted === 0 && (exitCode !== 0 || !report?.success) ? 1 : counted
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  return { line: `${report?.numPassedTests ?? 0} passed, ${failed} failed, ${skipped} skipped`, ok: failed === 0 }
}

/** So many files are run a second time; where more fail, it is no mishap. */
const MOST_AGAIN = 3

/** The files that failed, when they are few enough to be run once more. */
export function runAgain(report: Report | undefined): string[] {
  const failed = report?.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name) ?? []
  return failed.length <= MOST_AGAIN ? failed : []
}

/** What the whole says once some files were run again: of those files, only the second run counts. */
export function withSecondRun(first: Report, second: Report | undefined): Report {
  if (!second) return first
  const again = new Set(second.testResults.map(({ name }) => name))
  const testResults = [...first.testResults.filter(({ name }) => !again.has(name)), ...second.testResults]
  const counted = (...statuses: string[]): number =>
    testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => statuses.includes(status))
      .length
  return {
    success: second.success && testResults.every(({ status }) => status !== 'failed'),
    numPassedTests: counted('passed'),
    numFailedTests: counted('failed'),
    numPendingTests: counted('pending', 'skipped'),
    numTodoTests: counted('todo'),
    testResults,
  }
}

function told(absent: readonly Kind[], report: Report | undefined, inCi: boolean): string {
  const lines = absent.map(
    (kind) =>
      `  !! ${kind.name} DID NOT RUN: ${kind.needs} is not here (${kind.remedy})${inCi && kind.owed ? '. In CI that is a failure' : ''}`,
  )
  const skipped =
    report?.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(
        (each) => each.status === 'skipped' || each.status === 'pending' || each.status === 'todo',
      ),
    ) ?? []
  for (const { fullName } of skipped.slice(0, 30)) lines.push(`  skipped: ${fullName}`)
  if (skipped.length > 30) lines.push(`  … and ${skipped.length - 30} more`)
  return lines.length > 0 ? `\n${lines.join('\n')}\n` : ''
}

/** vitest in a process of its own; its exit code, or 1 when a signal ended it. */
function vitest(args: readonly string[]): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../node_modules/vitest/vitest.mjs'), 'run', ...args],
    {
      cwd: join(import.meta.dirname, '..'),
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'test' },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done) => child.once('close', (code) => done(code ?? 1)))
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-report-'))
  const run = async (which: readonly string[]): Promise<{ code: number; report: Report | undefined }> => {
    const file = join(folder, 'report.json')
    rmSync(file, { force: true })
    const code = await vitest(['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...which])
    try {
      return { code, report: JSON.parse(readFileSync(file, 'utf8')) as Report }
    } catch {
      process.stdout.write('\nThe tests ended without a report.\n')
      return { code, report: undefined }
    }
  }
  try {
    let { code, report } = await run(process.argv.slice(2))
    const again = runAgain(report)
    if (report && again.length > 0) {
      const names = again.map((file) => relative(process.cwd(), file)).join(', ')
      process.stdout.write(`\n  !! FAILED, and run once more: ${names}\n`)
      const second = await run(again)
      report = withSecondRun(report, second.report)
      code = second.code
      if (report.success) process.stdout.write(`\n  !! PASSED ONLY THE SECOND TIME: ${names}. Find out why.\n`)
    }
    const inCi = /^(1|true)$/i.test(process.env.CI ?? '')
    const absent = kinds().filter((kind) => kind.found === undefined)
    const verdict = verdictOf(report, code, absent, inCi)
    process.stdout.write(told(absent, report, inCi))
    process.stdout.write(`\n${verdict.line}\n`)
    process.exitCode = verdict.ok ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
