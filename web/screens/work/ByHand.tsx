import { Button, CopyButton, Group } from '@mantine/core'
import { IconBrandLinkedin, IconBrandWhatsapp, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ShortTask } from '../../../contract/work.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Work.module.css'

/** Where it is written: a chat that opens with the words in it, or a search for the name where no address is known. */
const addressOf = ({ kind, phones, message, name }: ShortTask): string | null => {
  const number = phones[0]?.number.replace(/\D/gu, '')
  if (kind === 'linkedin') return `https://www.linkedin.com/search/results/people/?keywords=${encodeURIComponent(name)}`
  if (!number) return null
  return `https://wa.me/${number}${message ? `?text=${encodeURIComponent(message)}` : ''}`
}

/** A message written by hand, prepared: its words, to copy, and where to write them. What came of it is the one tap below. */
export function ByHand({ task }: { task: ShortTask }) {
  const { t } = useWords()
  if ((task.kind !== 'whatsapp' && task.kind !== 'linkedin') || task.verdict.answer !== 'yes') return null
  const address = addressOf(task)
  const Icon = task.kind === 'whatsapp' ? IconBrandWhatsapp : IconBrandLinkedin
  return (
    <section aria-label={t('work.written')} className={classes.written}>
      {task.message ? (
        <p className={classes.message}>{task.message}</p>
      ) : (
        <p className={classes.quiet}>{t('work.own-words')}</p>
      )}
      <Group gap="xs">
        {task.message && (
          <CopyButton value={task.message} timeout={2500}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={19} aria-hidden /> : <IconCopy size={19} aria-hidden />}
                onClick={copy}
              >
                {t(copied ? 'work.copied' : 'work.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        {address && (
          <Button
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer"
            {...(task.state === 'open' ? { color: 'kaki' } : { variant: 'default' })}
            leftSection={<Icon size={20} aria-hidden />}
          >
            {t(`work.open-${task.kind}`)}
          </Button>
        )}
      </Group>
      {task.kind === 'whatsapp' && !address && <p className={classes.quiet}>{t('work.no-phone')}</p>}
    </section>
  )
}
