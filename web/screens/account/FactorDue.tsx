import { Button } from '@mantine/core'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Door } from '../../parts/Door.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { signOut } from '../shell/sign-out.ts'
import { Factor } from './SecondFactor.tsx'

/** The second factor of this person was reset by somebody else: they set up a new one, then go where they were going. */
export default function FactorDue() {
  const { t, setLocale } = useWords()
  const me = useMe()
  const { next = '/' } = useSearch({ strict: false }) as { next?: string }
  // Once the new one is on, nothing is due any more: the backup codes stay on the screen until they are kept.
  const [came] = useState(me.secondFactorDue)
  useEffect(() => setLocale(me.locale), [me.locale, setLocale])
  if (!came) return <Navigate to="/" />
  return (
    <Door title={t('start.factor-due')} lead={t('start.factor-due-lead')}>
      <Factor done={() => location.assign(next)} />
      {me.secondFactorDue && (
        <Button mt="md" variant="subtle" onClick={() => signOut()}>
          {t('shell.sign-out')}
        </Button>
      )}
    </Door>
  )
}
