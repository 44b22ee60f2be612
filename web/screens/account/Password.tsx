import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { auth } from '../../auth.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from '../setup/Setup.module.css'
import { keepTellingHere } from '../shell/told-here.ts'
import { refused } from './refused.ts'

/** A new password; the other devices are signed out, this one stays. */
export function Password() {
  const { t } = useWords()
  const me = useMe()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const wrong = { title: 'setup.password-wrong', hint: 'setup.password-wrong-hint' } as const
  const change = () => {
    setBusy(true)
    setError(null)
    void auth
      .changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true })
      .then(({ error: fault }) => {
        if (fault) return setError(refused(fault, wrong, t))
        setCurrent('')
        setNext('')
        setTried(false)
        void keepTellingHere().catch(() => undefined)
        toast(t('setup.password-done'))
      })
      .catch(() => setError(refused(null, wrong, t)))
      .finally(() => setBusy(false))
  }
  const show = {
    visibilityToggleButtonProps: { 'aria-label': t('shell.show') },
    // Hints of one and two lines would push the fields apart.
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  }
  return (
    <Section title={t('setup.password')}>
      <form
        noValidate
        className={`${classes.panel} surface`}
        onSubmit={(e) => {
          e.preventDefault()
          setTried(true)
          if (current && next.length >= 12) change()
        }}
      >
        {/* The password manager needs to know whose password this is. */}
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <Row>
          <PasswordInput
            {...show}
            label={t('setup.password-now')}
            description={t('setup.password-now-hint')}
            autoComplete="current-password"
            value={current}
            error={tried && !current ? t('start.needed') : null}
            onChange={(e) => setCurrent(e.currentTarget.value)}
          />
          <PasswordInput
            {...show}
            label={t('setup.password-next')}
            description={t('start.password-hint')}
            autoComplete="new-password"
            value={next}
            error={tried && next.length < 12 ? t('start.password-short', { n: 12 - next.length }) : null}
            onChange={(e) => setNext(e.currentTarget.value)}
          />
        </Row>
        <FormFooter submit={t('setup.password-do')} busy={busy} error={error} />
      </form>
    </Section>
  )
}
