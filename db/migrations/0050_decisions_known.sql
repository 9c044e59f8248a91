-- Lets the planner know what was decided so far: what an earlier batch left it to believe may be far from it.
CREATE FUNCTION analyze_decisions() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp SET default_statistics_target = 10 AS $$
BEGIN
  ANALYZE staged_refusal;
END $$;
