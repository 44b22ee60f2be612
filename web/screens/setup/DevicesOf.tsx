import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { closeDevicesOf } from '../../../contract/lost-access.ts'
import type { Staff } from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from './OneWay.tsx'
import classes from './Setup.module.css'

/** Somebody else lost a device: what lets it in and what tells it something is closed, in one act. Their passkeys too unless it is unticked: nobody but them knows which lives where. */
export function DevicesOf({ person }: { person: Staff }) {
  const { t } = useWords()
  const [passkeys, setPasskeys] = useState(true)
  const close = useDo(closeDevicesOf, { done: (closed) => toast(t('setup.sessions-closed', closed)) })
  return (
    <div>
      <div className={classes.row}>
        <div>
          <p className={classes.quiet}>{t('setup.devices-of', { name: person.name })}</p>
          <Checkbox
            mt="xs"
            label={t('setup.devices-of-keys')}
            checked={passkeys}
            onChange={(e) => setPasskeys(e.currentTarget.checked)}
          />
        </div>
        <OneWay
          label={t('setup.devices-of-do')}
          text={t('setup.devices-of-text', { name: person.name })}
          sure={t('setup.devices-of-do')}
          busy={close.isPending}
          onSure={() => close.mutate({ params: { id: person.id }, body: { passkeys } })}
        />
      </div>
      <ErrorNote error={close.error} />
    </div>
  )
}
