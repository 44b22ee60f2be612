import { Button, CopyButton, Group } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { download } from '../figures/csv.ts'
import classes from '../setup/Setup.module.css'
import styles from './Account.module.css'

/** Backup codes: shown once, to be copied, printed or kept as a file. On paper: whose they are, for which house, and nothing else. */
export function BackupCodes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const whose = t('setup.factor-codes-whose', { name: me.email, network: me.networkName })
  return (
    <div>
      <p className={classes.quiet}>{t('setup.factor-codes-text')}</p>
      <div className={styles.sheet}>
        <p className={styles.whose}>{whose}</p>
        <ul className={styles.codes} aria-label={t('setup.factor-codes-list')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Group gap="sm">
        <CopyButton value={codes.join('\n')} timeout={2500}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
              onClick={copy}
            >
              <span aria-live="polite">{copied ? t('shell.copied') : t('shell.copy')}</span>
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => print()}>
          {t('setup.factor-codes-print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          onClick={() => download(t('setup.factor-codes-file'), `${whose}\r\n\r\n${codes.join('\r\n')}\r\n`)}
        >
          {t('setup.factor-codes-download')}
        </Button>
      </Group>
      <Group mt="lg">
        <Button onClick={close}>{t('setup.factor-codes-kept')}</Button>
      </Group>
    </div>
  )
}
