import { Alert, Button, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { playbookStanding } from '../../../contract/playbooks.ts'
import { useAsk } from '../../ask.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Faults } from './Faults.tsx'

/** Asked seldom: whoever puts a playbook in force sees it at once. */
const EVERY = 5 * 60_000

/** The playbook in force does not read any more, and the loop stands still: told on every screen to who may mend it, on the playbook's own to the others. */
export function Unread({ toAll = false }: { toAll?: boolean }) {
  const { t } = useWords()
  const manages = useMay('playbook.manage', null)
  const reads = useMay('loop.read')
  const asked = useAsk(playbookStanding, {}, { enabled: reads && (manages || toAll), every: EVERY })
  const { live, unread } = asked.data ?? {}
  if (!live || !unread || manages === toAll) return null
  return (
    <Alert
      role="alert"
      color="brick"
      variant="light"
      radius={0}
      title={t('playbook.unread', { line: unread.line })}
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Stack gap="xs" align="flex-start">
        <Faults faults={[unread]} />
        <span>{t('playbook.unread-text')}</span>
        {manages ? (
          <Button component={Link} to="/playbook/edit" search={{ version: live } as never} size="sm">
            {t('playbook.unread-mend')}
          </Button>
        ) : (
          <span>{t('playbook.unread-tell')}</span>
        )}
      </Stack>
    </Alert>
  )
}
