using TenantAnalyzers.Tool;

return await ToolCommand.Create().Parse(args).InvokeAsync();
