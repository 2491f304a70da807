{{- define "foodwala.name" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "foodwala.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- /* What never changes of a service's labels. Takes a dict of root and name. */ -}}
{{- define "foodwala.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "foodwala.image" -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}

{{- define "foodwala.secret" -}}
{{- default (include "foodwala.name" .) .Values.existingSecret -}}
{{- end -}}

{{- define "foodwala.settings" -}}
[server]
address = "0.0.0.0"
port = {{ .Values.services.gateway.port }}
{{ range $name, $service := omit .Values.services "gateway" }}
[services.{{ $name | replace "-" "_" }}]
listen = "0.0.0.0:{{ $service.port }}"
urls = ["http://{{ include "foodwala.name" $ }}-{{ $name }}:{{ $service.port }}"]
{{ end }}
{{ .Values.settings }}
{{- end -}}

{{- /* What is laid over the gateway's own routes and policies; nothing if there is nothing to say. */ -}}
{{- define "foodwala.gateway" -}}
{{- with .Values.gateway -}}
{{- if or .trustedProxies .metricsFrom -}}
[server]
trusted_proxies = {{ toJson (default list .trustedProxies) }}
metrics_from = {{ toJson (concat (list "127.0.0.0/8" "::1") (default list .metricsFrom)) }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Pods hold nothing, write nothing, and may nothing. */ -}}
{{- define "foodwala.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "foodwala.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}
