-- A role in a household or a company is one of the two’s: « mari » is the husband, not his wife. True: that of other_id; false: that of
-- customer_id; null: nobody knows. Both stay in their place when customers are joined.
alter table customers.relation add column role_of_other boolean;
-- In a company it is the person who has a role.
update customers.relation r set role_of_other = (o.kind = 'person')
  from customers.customer c, customers.customer o
  where c.id = r.customer_id and o.id = r.other_id and r.kind = 'company' and r.role <> '' and (c.kind = 'company') <> (o.kind = 'company');
