CREATE TRIGGER certificate_copy_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON certificate_copy
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
