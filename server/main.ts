import { ConfigFault, readConfig, unknownSettings } from './kit/config.ts'
import { DatabaseFault } from './kit/db.ts'
import { openLog } from './kit/log.ts'
import { SecretFault } from './kit/secrets.ts'
import { openWorld, VERSION } from './world.ts'

const started = performance.now()

try {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  for (const name of unknownSettings(process.env)) log.warn({ name }, 'this setting means nothing to Okaeri')
  const world = await openWorld(config, log)

  let closing = false
  const close = async (signal: string) => {
    if (closing) return
    closing = true
    log.info({ signal }, 'closing')
    const hard = setTimeout(() => process.exit(1), 15_000)
    hard.unref()
    await world.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void close('SIGTERM'))
  process.on('SIGINT', () => void close('SIGINT'))
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))

  if (config.roles.includes('web')) await world.app.listen({ port: config.port, host: config.host })
  await world.startJobs()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `\n  Okaeri ${VERSION} is open (${seconds} s).\n${world.addresses.map((address) => `  ${address}`).join('\n')}\n` +
      `  First visit from another machine? Code: ${world.code}\n\n`,
  )
} catch (error) {
  if (error instanceof ConfigFault || error instanceof DatabaseFault || error instanceof SecretFault)
    process.stderr.write(`\n${error.message}\n\n`)
  else
    process.stderr.write(
      `\nOkaeri could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`,
    )
  process.exit(1)
}
