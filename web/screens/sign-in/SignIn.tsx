import { Button, Divider, PasswordInput, TextInput } from '@mantine/core'
import { IconKey, IconWalk } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { startDemo } from '../../../contract/demo.ts'
import { start } from '../../../contract/network.ts'
import { ProblemError } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { auth } from '../../auth.ts'
import { Door } from '../../parts/Door.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useWords } from '../../words/words.tsx'
import { refusalOf, SecondFactor } from './SecondFactor.tsx'

/** Signing in: a passkey, e-mail and password with a second factor where there is one, or the company's own sign-on. */
export default function SignIn() {
  const { t, locale } = useWords()
  const search = useSearch({ strict: false }) as { next?: string; error?: string }
  const next = ownPath(search.next)
  const first = useAsk(start, {})
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState<'wrong' | 'passkey-failed' | null>(null)
  const [error, setError] = useState<unknown>(search.error ? cameBack(search.error, t) : null)
  const [second, setSecond] = useState(false)

  const inside = () => {
    queries.clear()
    location.assign(next)
  }
  // The people of the demo have no password: who sits at this machine comes back by the door of the first visit.
  const again = useDo(startDemo, { done: inside })
  const attempt = (
    run: () => Promise<{ error: { status: number } | null; data: unknown }>,
    said: 'wrong' | 'passkey-failed',
  ) => {
    setBusy(said)
    setError(null)
    void run()
      .then(({ error: fault, data }) => {
        if (fault) setError(refusalOf(fault.status, said, t))
        else if ((data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect) setSecond(true)
        else inside()
      })
      .catch(() => setError(refusalOf(0, said, t)))
      .finally(() => setBusy(null))
  }
  if (first.data?.needsOwner) return <Navigate to="/welcome" />
  if (second) return <SecondFactor done={inside} back={() => setSecond(false)} />
  const lead = first.data?.networkName
    ? t('start.sign-in-lead', { network: first.data.networkName })
    : t('start.sign-in-plain')
  return (
    <Door title={t('start.sign-in')} lead={lead}>
      {first.data?.demo && (
        <>
          <Button
            fullWidth
            leftSection={<IconWalk size={20} aria-hidden />}
            loading={again.isPending}
            onClick={() => again.mutate({ body: { locale } })}
          >
            {t('start.demo-again')}
          </Button>
          <ErrorNote error={again.error} />
          <Divider my="lg" label={t('start.or')} styles={{ label: { fontSize: '0.9rem' } }} />
        </>
      )}
      <form
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          attempt(() => auth.signIn.email({ email: email.trim(), password }), 'wrong')
        }}
      >
        <TextInput
          label={t('start.email')}
          type="email"
          required
          withAsterisk={false}
          autoComplete="username webauthn"
          autoFocus={!first.data?.demo}
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
        />
        <PasswordInput
          label={t('start.password')}
          required
          withAsterisk={false}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <ErrorNote error={error} />
        <Button
          type="submit"
          loading={busy === 'wrong'}
          fullWidth
          {...(first.data?.demo ? { variant: 'default' } : {})}
        >
          {t('start.sign-in-do')}
        </Button>
        <p className="dim" style={{ margin: 0, fontSize: '0.95rem' }}>
          {t('start.forgot')}
        </p>
      </form>
      <Divider my="lg" label={t('start.or')} styles={{ label: { fontSize: '0.9rem' } }} />
      <div style={{ display: 'grid', gap: 10 }}>
        <Button
          variant="default"
          leftSection={<IconKey size={20} aria-hidden />}
          loading={busy === 'passkey-failed'}
          disabled={busy === 'wrong'}
          onClick={() => attempt(async () => (await auth.signIn.passkey()) as never, 'passkey-failed')}
        >
          {t('start.passkey')}
        </Button>
        {first.data?.sso && (
          <Button
            variant="default"
            disabled={busy !== null}
            onClick={() => void withSso(next).catch((fault) => setError(ssoFault(fault, t)))}
          >
            {t('start.sso', { name: first.data.sso })}
          </Button>
        )}
      </div>
    </Door>
  )
}

/** To the company's own sign-on and back. */
async function withSso(callbackURL: string): Promise<void> {
  const { data, error } = await auth.$fetch<{ url: string }>('/sign-in/social', {
    method: 'POST',
    body: {
      provider: 'sso',
      callbackURL,
      // Who is sent back goes on, when they come in another way, to where they were going.
      errorCallbackURL: callbackURL === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(callbackURL)}`,
    },
  })
  if (error) throw error
  location.assign(data.url)
}

/** Why one could not even set out for the company's own sign-on: it is away, or too many tried; else we are not reached ourselves. */
function ssoFault(fault: unknown, t: ReturnType<typeof useWords>['t']): ProblemError {
  const { status = 0, code } = (fault ?? {}) as { status?: number; code?: string }
  return code === 'SSO_AWAY' ? cameBack('sso_away', t) : refusalOf(status, 'wrong', t)
}

/** Where to go after signing in: a path of this house, never another site. */
function ownPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/u.test(next) ? next : '/'
}

/** Codes with which the company's sign-on sends someone back; any other is said in general words. */
const CAME_BACK = ['signup_disabled', 'account_not_linked', 'access_denied', 'no_longer_here', 'sso_away'] as const

function cameBack(code: string, t: ReturnType<typeof useWords>['t']): ProblemError {
  const known = CAME_BACK.find((each) => each === code) ?? 'other'
  return new ProblemError({
    type: 'about:blank',
    status: 403,
    code: `sso-${known}`,
    title: t(`start.sso-${known}`),
    hint: t(`start.sso-${known}-hint`),
  })
}
