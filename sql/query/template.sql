-- template.sql: the headings that items begin with.

-- :row template_row
--   id                 template_id
--   organization       organization_id?
--   organization_name  text?
--   kind               text
--   name               text
--   ended              bool

-- :row template_section_row
--   position  int
--   role      text
--   heading   text
--   hint      text
--   needed    bool

-- :one template_by_id(id template_id) -> template_row
-- One template.
SELECT t.id, t.organization_id AS organization, o.name AS organization_name, t.kind, t.name, t.ended
FROM template t LEFT JOIN organization o ON o.id = t.organization_id WHERE t.id = :id

-- :many template_sections(template template_id) -> template_section_row
-- Its headings in their order.
SELECT s.position, s.role, s.heading, s.hint, s.needed FROM template_section s WHERE s.template_id = :template ORDER BY s.position
