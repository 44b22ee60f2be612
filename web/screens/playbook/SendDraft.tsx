import { Button, Group } from '@mantine/core'
import { IconMail, IconMessage } from '@tabler/icons-react'
import { tryOnMyself } from '../../../contract/messages.ts'
import { useDo } from '../../ask.ts'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'

const WAYS = [
  ['email', IconMail],
  ['sms', IconMessage],
] as const

/** The draft as this customer would receive it, sent to whoever writes it: marked as a test, and in nobody's attention. */
export function SendDraft({
  yaml,
  moment,
  customerId,
  gestures,
}: {
  yaml: string
  moment: string
  customerId: string | null
  gestures: readonly string[]
}) {
  const { t, word } = useWords()
  const may = useMay('loop.manage', null)
  const send = useDo(tryOnMyself)
  const ways = WAYS.filter(([channel]) => gestures.includes(channel))
  if (!may || ways.length === 0) return null
  if (customerId === null) return <p className={classes.when}>{t('playbook.send-choose')}</p>
  return (
    <Group gap="xs" mt="sm">
      {ways.map(([channel, Icon]) => (
        <Button
          key={channel}
          variant="default"
          leftSection={<Icon size={18} aria-hidden />}
          loading={send.isPending && send.variables?.body.channel === channel}
          onClick={() =>
            send.mutate(
              { body: { moment, channel, customerId, draft: yaml } },
              {
                onError: toastProblem,
                onSuccess: ({ came, to, code }) =>
                  toast(t(`messages.test-${came}`, { to, why: word('provider-problem', code ?? 'unreachable') })),
              },
            )
          }
        >
          {t(`playbook.send-${channel}`)}
        </Button>
      ))}
    </Group>
  )
}
