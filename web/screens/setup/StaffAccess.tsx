import type { Staff } from '../../../contract/network.ts'
import { Fields } from '../../parts/Field.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { DevicesOf } from './DevicesOf.tsx'
import { FactorOf } from './FactorOf.tsx'
import { Invite } from './Invitation.tsx'
import { mayResetFactor } from './roles.ts'

/** How somebody comes in, and what to do where that was lost: their link, their second factor, their devices. */
export function StaffAccess({ person }: { person: Staff }) {
  const { t } = useWords()
  const mine = useMe()
  const other = person.id !== mine.staffId
  return (
    <>
      <Fields legend={t('setup.invite')}>
        <Invite person={person} />
      </Fields>
      {other && mayResetFactor(mine.roles) && (
        <Fields legend={t('setup.factor-of')}>
          <FactorOf person={person} />
        </Fields>
      )}
      {other && (
        <Fields legend={t('setup.sessions')}>
          <DevicesOf person={person} />
        </Fields>
      )}
    </>
  )
}
