import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { acceptInvitation, readInvitation } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { auth } from '../../auth.ts'
import { Door } from '../../parts/Door.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { useWords } from '../../words/words.tsx'

/** Joining by a one-time link: whom it is for, a password, and in. */
export default function Join() {
  const { t } = useWords()
  const { token = '' } = useParams({ strict: false })
  const invitation = useAsk(readInvitation, { params: { token } })
  const [password, setPassword] = useState('')
  const [short, setShort] = useState(false)
  const [forgetPasskeys, setForget] = useState(false)
  const accept = useDo(acceptInvitation, {
    // Signed in where the server takes the new password at once; else the sign-in page is one step further.
    done: ({ email }) => void auth.signIn.email({ email, password }).then(() => location.assign('/')),
  })
  if (invitation.error)
    return invitation.error.problem.status === 404 ? (
      <Door title={t('start.join-ended')}>
        <Empty
          title={t('start.join-ended-text')}
          action={
            <Button component={Link} to="/sign-in" variant="default">
              {t('start.sign-in')}
            </Button>
          }
        />
      </Door>
    ) : (
      <Door title={t('start.sign-in')}>
        <ErrorNote error={invitation.error} retry={invitation.refetch} />
      </Door>
    )
  if (!invitation.data)
    return (
      <Door title={t('shell.loading')}>
        <Loading rows={2} />
      </Door>
    )
  const { name, email, network, passkeys } = invitation.data
  return (
    <Door title={t('start.join', { name })} lead={t('start.join-lead', { network, email })}>
      <form
        noValidate
        style={{ display: 'grid', gap: 18 }}
        onSubmit={(e) => {
          e.preventDefault()
          setShort(password.length < 12)
          if (password.length >= 12) accept.mutate({ params: { token }, body: { password, forgetPasskeys } })
        }}
      >
        {/* The password manager needs to know whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t('start.password')}
          description={t('start.password-hint')}
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
          error={short && password.length < 12 ? t('start.password-short', { n: 12 - password.length }) : null}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        {passkeys > 0 && (
          <Checkbox
            label={t('start.join-keys', { n: passkeys })}
            checked={forgetPasskeys}
            onChange={(e) => setForget(e.currentTarget.checked)}
          />
        )}
        <ErrorNote error={accept.error} />
        <Button type="submit" loading={accept.isPending}>
          {t('start.join-do')}
        </Button>
      </form>
    </Door>
  )
}
