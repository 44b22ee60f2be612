-- The company: its places, its people, who is there now, and who looked at what.
create schema network;

create table network.setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);

-- Sign-in (better-auth keeps its own spelling of column names).
create table network."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null default false,
  "image" text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table network."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references network."user"("id") on delete cascade
);
create index session_of_user on network."session"("userId");
create table network."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references network."user"("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index account_user on network."account"("userId");
create table network."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on network."verification"("identifier");
create table network."passkey" (
  "id" text primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references network."user"("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index passkey_user on network."passkey"("userId");
create table network."twoFactor" (
  "id" text primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references network."user"("id") on delete cascade,
  "verified" boolean default true,
  "failedVerificationCount" integer default 0,
  "lockedUntil" timestamptz
);
create index two_factor_user on network."twoFactor"("userId");

create table network.brand (
  id uuid primary key,
  name text not null,
  archived_at timestamptz
);

create table network.site (
  id uuid primary key,
  brand_id uuid references network.brand(id),
  name text not null,
  address text not null default '',
  postcode text not null default '',
  city text not null default '',
  country text not null default 'FR',
  time_zone text not null default 'Europe/Paris',
  phone text,
  -- {"mon":[["08:00","12:00"],["14:00","18:30"]], …}
  hours jsonb not null default '{}',
  services text[] not null default '{}',
  -- seconds without a hand raised before the next person is told
  greet_within_s integer not null default 90 check (greet_within_s between 15 and 3600),
  -- 'informed': known unless they objected; 'opt-in': known only after a yes; 'off'
  recognition text not null default 'informed' check (recognition in ('informed', 'opt-in', 'off')),
  created_at timestamptz not null default now(),
  archived_at timestamptz
);

create table network.staff (
  id uuid primary key,
  user_id text unique references network."user"("id") on delete set null,
  name text not null,
  email text not null,
  phone text,
  -- services they look after: a subset of the services of their sites
  skills text[] not null default '{}',
  languages text[] not null default '{fr}',
  calendar_url text,
  calendar_checked_at timestamptz,
  calendar_problem text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index staff_email on network.staff (lower(email)) where archived_at is null;

create table network.staff_role (
  staff_id uuid not null references network.staff(id) on delete cascade,
  role text not null check (role in ('owner', 'head-office', 'site-manager', 'sales-advisor', 'service-advisor', 'reception', 'workshop', 'auditor')),
  -- null: on every site
  site_id uuid references network.site(id),
  unique nulls not distinct (staff_id, role, site_id)
);

create table network.duty (
  staff_id uuid primary key references network.staff(id) on delete cascade,
  state text not null check (state in ('on', 'away')),
  until timestamptz,
  deputy_id uuid references network.staff(id) on delete set null,
  changed_by uuid,
  changed_at timestamptz not null
);

-- Away periods read from a staff member's calendar: times only, never titles.
create table network.away (
  staff_id uuid not null references network.staff(id) on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (staff_id, from_at, to_at)
);

create table network.invitation (
  token_hash text primary key,
  staff_id uuid not null references network.staff(id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table network.api_key (
  id uuid primary key,
  name text not null,
  token_hash text not null unique,
  role text not null,
  site_id uuid references network.site(id),
  created_by uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table network.push (
  endpoint text primary key,
  staff_id uuid not null references network.staff(id) on delete cascade,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null
);

-- Append only: who saw or changed what. No foreign keys, so that it outlives what it speaks of.
create table network.audit (
  id uuid primary key,
  at timestamptz not null,
  staff_id uuid,
  actor text not null,
  action text not null,
  customer_id uuid,
  site_id uuid,
  detail jsonb not null default '{}'
);
create index audit_at on network.audit (at desc, id desc);
create index audit_customer on network.audit (customer_id, at desc) where customer_id is not null;
create index audit_staff on network.audit (staff_id, at desc);
create function network.audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'network.audit is append only';
end $$;
create trigger audit_append_only before update or delete on network.audit
  for each row execute function network.audit_is_append_only();
