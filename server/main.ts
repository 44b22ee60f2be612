import { ConfigFault, readConfig, unknownSettings } from './kit/config.ts'
import { openLog } from './kit/log.ts'
import { openWorld } from './world.ts'
import { VERSION } from './world-means.ts'

const started = performance.now()

/** Faults that say themselves what is wrong and what to do: shown without a stack. */
const TOLD = new Set(['DatabaseFault', 'SecretFault', 'FolderTaken', 'EmbeddedFault', 'MigrationFault'])

function tell(error: unknown, port: number | undefined): string {
  if (error instanceof ConfigFault) return error.message
  if (!(error instanceof Error)) return `Okaeri could not start: ${String(error)}`
  if (TOLD.has(error.name) || TOLD.has(error.constructor.name)) return error.message
  if ((error as { code?: unknown }).code === 'EADDRINUSE')
    return `Another program already listens on port ${port}. Stop it, or choose another: PORT=4271 npm start.`
  if ((error as { code?: unknown }).code === 'EACCES')
    return `Port ${port} is not ours to take. Choose one above 1023: PORT=4271 npm start.`
  return `Okaeri could not start: ${error.stack ?? error.message}`
}

let port: number | undefined
try {
  const config = readConfig(process.env)
  port = config.port
  const log = openLog(config.logLevel)
  for (const name of unknownSettings(process.env)) log.warn({ name }, 'this setting means nothing to Okaeri')
  const world = await openWorld(config, log)

  let closing = false
  const close = async (signal: string, code = 0) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    const hard = setTimeout(() => process.exit(1), 15_000)
    hard.unref()
    await world.close()
    process.exit(code)
  }
  process.on('SIGTERM', () => void close('SIGTERM'))
  process.on('SIGINT', () => void close('SIGINT'))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))

  try {
    if (config.roles.includes('web')) await world.app.listen({ port: config.port, host: config.host })
    await world.startJobs()
  } catch (error) {
    process.stderr.write(`\n${tell(error, port)}\n\n`)
    await close('not opened', 1)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const code = await world.firstVisitCode()
  const links = (await world.ownerLinks()).map(
    ({ name, invitation, expiresAt }) =>
      `  ${name} chooses a new password at ${invitation} (until ${expiresAt.slice(0, 10)}).\n`,
  )
  process.stdout.write(
    `\n  Okaeri ${VERSION} is open (${seconds} s).\n${world
      .addresses()
      .map((address) => `  ${address}`)
      .join('\n')}\n` + `${code ? `  First visit from another machine? Code: ${code}\n` : ''}${links.join('')}\n`,
  )
} catch (error) {
  process.stderr.write(`\n${tell(error, port)}\n\n`)
  process.exit(1)
}
