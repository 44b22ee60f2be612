import { MultiSelect, Select, TextInput } from '@mantine/core'
import { type Locale, SERVICES, type Service, type Site, type Staff } from '../../../contract/network.ts'
import type { HeldRole } from '../../../contract/rights.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { useWords } from '../../words/words.tsx'
import type { FormOf } from '../customer/form.ts'
import { CalendarState } from './CalendarState.tsx'
import { RolesEditor } from './RolesEditor.tsx'
import { skillsOfRoles } from './roles.ts'

/** Languages a reception meets in Europe; one that is spoken already is offered too. */
const LANGUAGES = 'fr en de es it pt nl ar tr pl ro ru uk zh ja ko vi hi el sv da no fi cs hu bg hr sr sq fa he'.split(
  ' ',
)

export interface StaffValues {
  name: string
  email: string
  phone: string
  skills: Service[]
  languages: string[]
  calendarUrl: string
  deputyId: string | null
  locale: Locale
  roles: HeldRole[]
}

export const valuesOf = (person: Staff): StaffValues => ({
  name: person.name,
  email: person.email,
  phone: person.phone ?? '',
  skills: person.skills,
  languages: person.languages,
  calendarUrl: person.calendarUrl ?? '',
  deputyId: person.deputyId,
  locale: person.locale,
  roles: person.roles,
})

/** As the server takes them: what is left empty is none. */
export const bodyOf = <V extends Partial<StaffValues>>(values: V) => ({
  ...values,
  ...(values.email === undefined ? {} : { email: values.email.trim() }),
  ...(values.phone === undefined ? {} : { phone: values.phone.trim() || null }),
  ...(values.calendarUrl === undefined ? {} : { calendarUrl: values.calendarUrl.trim() || null }),
})

export function useStaffChecks() {
  const { t } = useWords()
  return {
    name: (value: string) => (value.trim() ? null : t('start.needed')),
    email: (value: string) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value.trim()) ? null : t('start.email-bad')),
    calendarUrl: (value: string) =>
      !value.trim() || /^(https?|webcal):\/\/\S+$/u.test(value.trim()) ? null : t('setup.calendar-address-bad'),
  }
}

interface Props {
  form: FormOf<StaffValues>
  person?: Staff | undefined
  sites: readonly Site[]
  colleagues: readonly Staff[]
}

/** Who somebody is, what they may do where, for whom they are called, who goes instead, where their absences are read. */
export function StaffFields({ form, person, sites, colleagues }: Props) {
  const { t, word, locale } = useWords()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const values = form.values as StaffValues
  // What a role looks after follows the role, until somebody chose otherwise.
  const changeRoles = (roles: HeldRole[]) => {
    const follows = JSON.stringify(values.skills) === JSON.stringify(skillsOfRoles(values.roles))
    form.setValues({ roles, ...(follows ? { skills: skillsOfRoles(roles) } : {}) } as never)
  }
  return (
    <>
      <Fields legend={t('setup.staff-who')}>
        <Row>
          <TextInput data-autofocus label={t('setup.staff-name')} {...form.getInputProps('name')} />
          <TextInput label={t('setup.staff-email')} type="email" {...form.getInputProps('email')} />
        </Row>
        <Row>
          <TextInput
            label={t('setup.staff-phone')}
            description={t('setup.staff-phone-hint')}
            type="tel"
            {...form.getInputProps('phone')}
          />
          <Select
            label={t('setup.staff-locale')}
            description={t('setup.staff-locale-hint')}
            allowDeselect={false}
            data={[
              { value: 'fr', label: t('shell.lang-fr') },
              { value: 'en', label: t('shell.lang-en') },
            ]}
            {...form.getInputProps('locale')}
          />
        </Row>
      </Fields>
      <Fields legend={t('setup.staff-roles')} hint={t('setup.staff-roles-hint')}>
        <RolesEditor value={values.roles} onChange={changeRoles} sites={sites} />
      </Fields>
      <Fields legend={t('setup.staff-can')} hint={t('setup.staff-can-hint')}>
        <MultiSelect
          label={t('setup.staff-skills')}
          data={SERVICES.map((s) => ({ value: s, label: word('service', s) }))}
          {...form.getInputProps('skills')}
        />
        <MultiSelect
          label={t('setup.staff-languages')}
          searchable
          maxValues={12}
          data={[...new Set([...LANGUAGES, ...values.languages])].map((code) => ({
            value: code,
            label: names.of(code) ?? code,
          }))}
          {...form.getInputProps('languages')}
        />
      </Fields>
      <Fields legend={t('setup.away')}>
        <StaffPicker
          label={t('setup.standing-deputy')}
          description={t('setup.standing-deputy-hint')}
          staff={colleagues}
          value={values.deputyId}
          onChange={(id) => form.setFieldValue('deputyId', id as never)}
          error={form.errors.deputyId as string | undefined}
        />
        <TextInput
          label={t('setup.calendar-address')}
          description={t('setup.calendar-hint')}
          placeholder="https://…/agenda.ics"
          inputMode="url"
          autoComplete="off"
          {...form.getInputProps('calendarUrl')}
        />
        {person && <CalendarState person={person} />}
      </Fields>
    </>
  )
}
