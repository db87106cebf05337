-- A tool more: EXPLANATIONS, why a device was told of an event, and why not.
ALTER TABLE tool_right
    DROP CONSTRAINT tool_right_tool_check,
    ADD CONSTRAINT tool_right_tool_check CHECK (
        tool IN ('PUSH_NOTIFICATIONS', 'DISPLAY_OPTIONS', 'CONTACT_PREFERENCES', 'APPS', 'SUPPORTED_PLATFORMS',
                 'TOOL_RIGHTS', 'AUDIT', 'EXPLANATIONS'));
