import { Anchor, Button } from '@mantine/core'
import { inviteStaff, type Staff } from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

/** The one-time link of someone, to hand over in the way that suits. */
export function InvitationLink({ person, link }: { person: Pick<Staff, 'name' | 'email'>; link: string }) {
  const { t } = useWords()
  const { networkName } = useMe()
  const mail = new URLSearchParams({
    subject: t('setup.invite-subject', { network: networkName }),
    body: t('setup.invite-body', { name: person.name, network: networkName, link }),
  })
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <CopyField label={t('setup.invite-link')} value={link} description={t('setup.invite-link-hint')} />
      <Anchor
        href={`mailto:${encodeURIComponent(person.email)}?${mail.toString().replaceAll('+', '%20')}`}
        className={classes.tall}
      >
        {t('setup.invite-mail')}
      </Anchor>
    </div>
  )
}

/** A new link for someone who lost theirs, or their password. */
export function Invite({ person }: { person: Staff }) {
  const { t } = useWords()
  const invite = useDo(inviteStaff)
  return (
    <div>
      {invite.data ? (
        <InvitationLink person={person} link={invite.data.invitation} />
      ) : (
        <div className={classes.row}>
          <p className={classes.quiet}>{t('setup.invite-text')}</p>
          <Button
            variant="default"
            loading={invite.isPending}
            onClick={() => invite.mutate({ params: { id: person.id } })}
          >
            {t('setup.invite-do')}
          </Button>
        </div>
      )}
      <ErrorNote error={invite.error} />
    </div>
  )
}
