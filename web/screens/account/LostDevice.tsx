import { Button, Checkbox, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { closeMyDevices } from '../../../contract/lost-access.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import classes from '../setup/Setup.module.css'
import { keepTellingHere } from '../shell/told-here.ts'
import { useMyPasskeys } from './Passkeys.tsx'

/** Out of this device is one click of the rail; here, whatever lets another one in or tells it something is closed, in one act. */
export function LostDevice() {
  const { t } = useWords()
  const queries = useQueryClient()
  const keys = useMyPasskeys()
  const [chosen, setChosen] = useState<string[]>([])
  const close = useDo(closeMyDevices, {
    done: (closed, sent) => {
      if (sent.body?.everywhere) return location.assign('/sign-in')
      setChosen([])
      void queries.invalidateQueries({ queryKey: ['passkeys'] })
      void keepTellingHere().catch(() => undefined)
      toast(t('setup.sessions-closed', closed))
    },
  })
  const act = (everywhere: boolean) => close.mutate({ body: { everywhere, passkeys: chosen } })
  return (
    <Section title={t('setup.sessions')}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.quiet} style={{ marginBottom: 14 }}>
          {t('setup.sessions-text')}
        </p>
        {keys.data && keys.data.length > 0 && (
          <Checkbox.Group label={t('setup.sessions-keys')} value={chosen} onChange={setChosen} mb="md">
            <Group gap="md" mt="xs">
              {keys.data.map((key) => (
                <Checkbox key={key.id} value={key.id} label={key.name || t('setup.passkey-first')} />
              ))}
            </Group>
          </Checkbox.Group>
        )}
        <Group gap="sm">
          <Button variant="default" loading={close.isPending} onClick={() => act(false)}>
            {t('setup.sessions-others')}
          </Button>
          <OneWay
            label={t('setup.sessions-all')}
            text={t('setup.sessions-all-text')}
            sure={t('setup.sessions-all-do')}
            busy={close.isPending}
            onSure={() => act(true)}
          />
        </Group>
        <ErrorNote error={close.error} />
      </div>
    </Section>
  )
}
